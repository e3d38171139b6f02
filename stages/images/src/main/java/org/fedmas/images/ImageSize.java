package org.fedmas.images;

/** Width and height in pixels. */
public record ImageSize(int width, int height) {

  public int shorterSide() {
    return Math.min(width, height);
  }

  public long pixels() {
    return (long) width * height;
  }

  /** Returns both sides divided, rounded up: the size of a JPEG decoded at a fraction. */
  public ImageSize dividedBy(int divisor) {
    return new ImageSize((width + divisor - 1) / divisor, (height + divisor - 1) / divisor);
  }

  /** Returns whether neither side is shorter than the other's. */
  public boolean covers(ImageSize other) {
    return width >= other.width && height >= other.height;
  }

  /** Returns width and height exchanged. */
  public ImageSize turned() {
    return new ImageSize(height, width);
  }

  @Override
  public String toString() {
    return width + "×" + height;
  }
}
