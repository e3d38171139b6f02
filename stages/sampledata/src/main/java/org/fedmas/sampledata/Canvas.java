package org.fedmas.sampledata;

import java.util.Arrays;

/**
 * A picture in the making: [height, width, 3] colours 0…1, painted layer over layer. Painters use
 * lesion coordinates: the origin is the lesion's middle, the unit about half the short side.
 */
final class Canvas {

  /** Paints one pixel at lesion point (x, y), by calling {@link Canvas#blend}. */
  interface Shader {
    void shade(int pixel, double x, double y);
  }

  final int width;
  final int height;
  final double[] values;
  private final Camera camera;
  private final double half;
  private final double[] coverage;

  Canvas(int width, int height, Camera camera) {
    this.width = width;
    this.height = height;
    this.camera = camera;
    half = Math.min(width, height) / 2.0;
    values = new double[width * height * 3];
    coverage = new double[width * height];
  }

  /** Returns the lesion units per pixel. */
  double grain() {
    return camera.zoom() / half;
  }

  /** Paints every pixel. */
  void paint(Shader shader) {
    paint(0, 0, width - 1, height - 1, shader);
  }

  /** Paints the pixels within a distance of a lesion point, and some around them. */
  void paintAround(double x, double y, double reach, Shader shader) {
    double fx = (camera.cosine() * x + camera.sine() * y) / camera.zoom() + camera.shiftX();
    double fy = (camera.cosine() * y - camera.sine() * x) / camera.zoom() + camera.shiftY();
    double column = fx * half + 0.5 * width - 0.5;
    double row = fy * half + 0.5 * height - 0.5;
    double pixels = reach / grain() + 1;
    paint(
        (int) Math.max(0, column - pixels),
        (int) Math.max(0, row - pixels),
        (int) Math.min(width - 1, column + pixels),
        (int) Math.min(height - 1, row + pixels),
        shader);
  }

  /** Paints a soft-edged ellipse. */
  void ellipse(
      double[] middle, double radius, double flatness, double softness, Colour c, double alpha) {
    double x = middle[0];
    double y = middle[1];
    double lean = flatness * 0.7;
    paintAround(
        x,
        y,
        radius * (1 + softness) * 1.6,
        (pixel, px, py) -> {
          double dx = (px - x + lean * (py - y)) / radius;
          double dy = (py - y) * (1 + flatness) / radius;
          double distance = StrictMath.sqrt(dx * dx + dy * dy);
          blend(pixel, c, alpha * Curves.step(1 + softness, 1 - softness, distance));
        });
  }

  /** Paints a line of [2, corners] points, tapering to half its width, each joint once. */
  void stroke(double[][] line, double lineWidth, Colour c, double alpha) {
    double[] xs = line[0];
    double[] ys = line[1];
    Arrays.fill(coverage, 0);
    // a line thinner than a pixel is painted one pixel wide and fainter
    double shown = Math.max(lineWidth, grain());
    double strength = alpha * lineWidth / shown;
    for (int i = 0; i + 1 < xs.length; i++) {
      double half = 0.5 * shown * (1 - 0.5 * i / xs.length);
      cover(xs[i], ys[i], xs[i + 1], ys[i + 1], half);
    }
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      if (coverage[pixel] > 0) {
        blend(pixel, c, strength * coverage[pixel]);
      }
    }
  }

  private void cover(double x0, double y0, double x1, double y1, double halfWidth) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = Math.max(1e-12, dx * dx + dy * dy);
    double reach = 0.5 * StrictMath.sqrt(squared) + 2 * halfWidth + grain();
    double soft = 0.7 * grain();
    paintAround(
        0.5 * (x0 + x1),
        0.5 * (y0 + y1),
        reach,
        (pixel, x, y) -> {
          double along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
          double offX = x - x0 - along * dx;
          double offY = y - y0 - along * dy;
          double distance = StrictMath.sqrt(offX * offX + offY * offY);
          double covered = Curves.step(halfWidth + soft, Math.max(0, halfWidth - soft), distance);
          coverage[pixel] = Math.max(coverage[pixel], covered);
        });
  }

  /** Moves a pixel towards a colour. */
  void blend(int pixel, Colour c, double alpha) {
    int at = 3 * pixel;
    values[at] += alpha * (c.red() - values[at]);
    values[at + 1] += alpha * (c.green() - values[at + 1]);
    values[at + 2] += alpha * (c.blue() - values[at + 2]);
  }

  /** Multiplies a pixel's light. */
  void dim(int pixel, double factor) {
    int at = 3 * pixel;
    values[at] *= factor;
    values[at + 1] *= factor;
    values[at + 2] *= factor;
  }

  private void paint(int left, int top, int right, int bottom, Shader shader) {
    for (int row = top; row <= bottom; row++) {
      double fy = (row + 0.5 - 0.5 * height) / half - camera.shiftY();
      for (int column = left; column <= right; column++) {
        double fx = (column + 0.5 - 0.5 * width) / half - camera.shiftX();
        shader.shade(
            row * width + column,
            camera.zoom() * (camera.cosine() * fx - camera.sine() * fy),
            camera.zoom() * (camera.sine() * fx + camera.cosine() * fy));
      }
    }
  }
}
