package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drawing on white paper: shapes in the order in which they cover each other. */
final class Sheet {

  /** The colour of axes and letters. */
  static final Color INK = new Color(0x222222);

  /** The colour of grids. */
  static final Color FAINT = new Color(0xD9D9D9);

  private final double width;
  private final double height;
  private final List<Mark> marks = new ArrayList<>();

  /**
   * A shape with its colour.
   *
   * @param stroke the line along its edge; null for a filled shape
   */
  record Mark(Shape shape, Color color, @Nullable BasicStroke stroke) {}

  /** Creates an empty drawing of at least this size; the origin is at the top left. */
  Sheet(double width, double height) {
    this.width = Math.ceil(width);
    this.height = Math.ceil(height);
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  List<Mark> marks() {
    return Collections.unmodifiableList(marks);
  }

  void fill(Shape shape, Color color) {
    marks.add(new Mark(shape, color, null));
  }

  void stroke(Shape shape, Color color, BasicStroke stroke) {
    marks.add(new Mark(shape, color, stroke));
  }

  void line(double x1, double y1, double x2, double y2, Color color, double thickness) {
    stroke(new Line2D.Double(x1, y1, x2, y2), color, new BasicStroke((float) thickness));
  }

  void rectangle(double x, double y, double width, double height, Color color) {
    fill(new Rectangle2D.Double(x, y, width, height), color);
  }
}
