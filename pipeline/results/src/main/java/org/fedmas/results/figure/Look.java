package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The look of one of several series: colour, dashes and marker. Colours are those of Okabe and Ito
 * without yellow, which readers with any colour vision tell apart. Dashes and markers tell the
 * series apart in grey.
 */
record Look(Color color, float[] dashes, Shape marker, boolean filled) {

  /** The radius of markers. */
  static final double RADIUS = 3.6;

  private static final float THICKNESS = 1.7f;

  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0x000000),
          new Color(0xE69F00),
          new Color(0x56B4E9));

  private static final List<float[]> DASHES =
      List.of(
          new float[] {},
          new float[] {7, 3},
          new float[] {2, 2.5f},
          new float[] {8, 3, 2, 3},
          new float[] {12, 4},
          new float[] {4, 2, 1.5f, 2, 1.5f, 2});

  private static final List<Shape> MARKERS =
      List.of(
          new Ellipse2D.Double(-1, -1, 2, 2),
          new Rectangle2D.Double(-0.9, -0.9, 1.8, 1.8),
          polygon(0, -1.25, 1.15, 0.85, -1.15, 0.85),
          polygon(0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0),
          polygon(0, 1.25, 1.15, -0.85, -1.15, -0.85));

  /** Returns the look of a series. */
  static Look of(int index) {
    return new Look(
        COLORS.get(index % COLORS.size()),
        DASHES.get(index % DASHES.size()),
        MARKERS.get(index % MARKERS.size()),
        index / MARKERS.size() % 2 == 0);
  }

  void draw(Sheet sheet, Shape line) {
    sheet.stroke(
        line,
        color,
        dashes.length == 0
            ? new BasicStroke(THICKNESS, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
            : new BasicStroke(
                THICKNESS, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
  }

  /** Draws the marker around a point; every other set of markers is hollow. */
  void mark(Sheet sheet, double x, double y) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(RADIUS, RADIUS);
    Shape shape = place.createTransformedShape(marker);
    sheet.fill(shape, filled ? color : Color.WHITE);
    if (!filled) {
      sheet.stroke(shape, color, new BasicStroke(1.3f));
    }
  }

  private static Shape polygon(double... coordinates) {
    Path2D path = new Path2D.Double();
    path.moveTo(coordinates[0], coordinates[1]);
    for (int i = 2; i < coordinates.length; i += 2) {
      path.lineTo(coordinates[i], coordinates[i + 1]);
    }
    path.closePath();
    return path;
  }
}
