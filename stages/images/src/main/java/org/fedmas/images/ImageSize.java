package org.fedmas.images;

/**
 * Width and height in pixels.
 *
 * @param width columns
 * @param height rows
 */
public record ImageSize(int width, int height) {

  /** The smaller of both sides. */
  public int shorterSide() {
    return Math.min(width, height);
  }

  /** Width times height. */
  public long pixels() {
    return (long) width * height;
  }

  @Override
  public String toString() {
    return width + "×" + height;
  }
}
