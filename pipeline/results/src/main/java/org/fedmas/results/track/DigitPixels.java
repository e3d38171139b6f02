package org.fedmas.results.track;

import java.awt.image.BufferedImage;

/** Digits of 3 × 5 pixels. */
final class DigitPixels {

  private static final int WIDTH = 3;
  private static final int HEIGHT = 5;
  private static final int ADVANCE = WIDTH + 1;

  /** The rows of each digit from top to bottom, three bits a row. */
  private static final int[][] ROWS = {
    {7, 5, 5, 5, 7},
    {2, 6, 2, 2, 7},
    {7, 1, 7, 4, 7},
    {7, 1, 7, 1, 7},
    {5, 5, 7, 1, 1},
    {7, 4, 7, 1, 7},
    {7, 4, 7, 5, 7},
    {7, 1, 1, 1, 1},
    {7, 5, 7, 5, 7},
    {7, 5, 7, 1, 7}
  };

  private DigitPixels() {}

  /**
   * Draws a number around a point, each of its pixels twice as large where the number is short.
   *
   * @param number digits alone
   * @param colour RGB
   */
  static void draw(BufferedImage picture, String number, int x, int y, int colour) {
    int scale = number.length() <= 4 ? 2 : 1;
    int left = x - (number.length() * ADVANCE - 1) * scale / 2;
    int top = y - HEIGHT * scale / 2;
    for (int i = 0; i < number.length(); i++) {
      int[] rows = ROWS[number.charAt(i) - '0'];
      for (int row = 0; row < HEIGHT * scale; row++) {
        for (int column = 0; column < WIDTH * scale; column++) {
          if ((rows[row / scale] >> (WIDTH - 1 - column / scale) & 1) == 1) {
            picture.setRGB(left + i * ADVANCE * scale + column, top + row, colour);
          }
        }
      }
    }
  }
}
