package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines through points, each with its look.
 *
 * @param marked value of the horizontal axis with a line through it; null without one
 * @param diagonal whether a line runs from corner to corner, where both axes agree
 */
record LineChart(
    Scale across, Scale up, List<Series> series, @Nullable Marked marked, boolean diagonal)
    implements Chart {

  private static final double LEFT = 66;
  private static final double TOP = 22;
  private static final double BOTTOM = 52;
  private static final double RIGHT = 16;
  private static final double PLOT_WIDTH = 430;
  private static final double PLOT_HEIGHT = 290;
  private static final double SQUARE = 330;
  private static final double KEY = 40;
  private static final double ROW = 21;
  private static final int MOST_MARKERS = 10;
  private static final int PHASES = 5;
  private static final double VISIBLE = 0.3;

  /** A point of a line. */
  record Point(double x, double y) {}

  /**
   * A line.
   *
   * @param look number of its look
   * @param points from left to right
   */
  record Series(String name, int look, List<Point> points) {}

  /** A value of the horizontal axis with its name. */
  record Marked(double value, String name) {}

  @Override
  public Sheet drawn(Lettering letters) {
    double names =
        series.stream()
            .mapToDouble(one -> letters.width(one.name(), Lettering.SIZE))
            .max()
            .orElse(0);
    double legend = series.size() < 2 ? 0 : KEY + 8 + names + 20;
    double width = diagonal ? SQUARE : PLOT_WIDTH;
    double height = diagonal ? SQUARE : PLOT_HEIGHT;
    Sheet sheet =
        new Sheet(
            LEFT + width + RIGHT + legend, TOP + Math.max(height, ROW * series.size()) + BOTTOM);
    Axis x = across.axis(values(true), LEFT, LEFT + width);
    Axis y = up.axis(values(false), TOP + height, TOP);
    frame(sheet, letters, x, y);
    for (Series one : series) {
      draw(sheet, one, x, y);
    }
    if (legend > 0) {
      legend(sheet, letters, LEFT + width + RIGHT + 6);
    }
    return sheet;
  }

  private double[] values(boolean horizontal) {
    return series.stream()
        .flatMap(one -> one.points().stream())
        .mapToDouble(horizontal ? Point::x : Point::y)
        .toArray();
  }

  private void frame(Sheet sheet, Lettering letters, Axis x, Axis y) {
    for (Axis.Tick tick : y.ticks()) {
      double place = y.place(tick.value());
      sheet.line(x.from(), place, x.to(), place, Sheet.FAINT, 0.8);
      letters.write(sheet, tick.text(), Lettering.SIZE, x.from() - 8, place + 4.5, Anchor.END);
    }
    for (Axis.Tick tick : x.ticks()) {
      double place = x.place(tick.value());
      sheet.line(place, y.from(), place, y.from() + 4, Sheet.INK, 1);
      letters.write(sheet, tick.text(), Lettering.SIZE, place, y.from() + 19, Anchor.MIDDLE);
    }
    sheet.line(x.from(), y.from(), x.to(), y.from(), Sheet.INK, 1);
    double middle = (x.from() + x.to()) / 2;
    letters.write(sheet, across.title(), Lettering.SIZE, middle, y.from() + 40, Anchor.MIDDLE);
    letters.write(
        sheet,
        up.title(),
        Lettering.SIZE,
        16,
        (y.from() + y.to()) / 2,
        Anchor.MIDDLE,
        -90,
        Sheet.INK);
    if (diagonal) {
      dashed(sheet, new Line2D.Double(x.from(), y.from(), x.to(), y.to()));
    }
    if (marked != null && x.has(marked.value())) {
      double place = x.place(marked.value());
      dashed(sheet, new Line2D.Double(place, y.from(), place, y.to()));
      boolean isRight = place > middle;
      letters.write(
          sheet,
          marked.name(),
          Lettering.SMALL,
          place + (isRight ? 2 : -2),
          y.to() - 7,
          isRight ? Anchor.END : Anchor.START);
    }
  }

  private static void dashed(Sheet sheet, Line2D line) {
    sheet.stroke(
        line,
        Sheet.INK,
        new BasicStroke(
            0.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0));
  }

  private static void draw(Sheet sheet, Series one, Axis x, Axis y) {
    Look look = Look.of(one.look());
    Path2D line = new Path2D.Double();
    double lastX = 0;
    double lastY = 0;
    for (int i = 0; i < one.points().size(); i++) {
      double px = x.place(one.points().get(i).x());
      double py = y.place(one.points().get(i).y());
      boolean isLast = i == one.points().size() - 1;
      if (i == 0) {
        line.moveTo(px, py);
      } else if (isLast || Math.abs(px - lastX) > VISIBLE || Math.abs(py - lastY) > VISIBLE) {
        line.lineTo(px, py);
      } else {
        continue;
      }
      lastX = px;
      lastY = py;
    }
    if (one.points().size() > 1) {
      look.draw(sheet, line);
    }
    List<Point2D> places =
        one.points().stream()
            .<Point2D>map(point -> new Point2D.Double(x.place(point.x()), y.place(point.y())))
            .toList();
    mark(sheet, places, look, one.look());
  }

  /** Draws markers at points of about equal distances along the line. */
  private static void mark(Sheet sheet, List<Point2D> places, Look look, int number) {
    double length = 0;
    for (int i = 1; i < places.size(); i++) {
      length += places.get(i).distance(places.get(i - 1));
    }
    double spacing = places.size() <= MOST_MARKERS + 1 ? 0 : length / MOST_MARKERS;
    // markers of neighbouring series do not cover each other
    double next = spacing * (number % PHASES) / PHASES;
    double travelled = 0;
    for (int i = 0; i < places.size(); i++) {
      travelled += i == 0 ? 0 : places.get(i).distance(places.get(i - 1));
      if (travelled >= next) {
        look.mark(sheet, places.get(i).getX(), places.get(i).getY());
        next = travelled + spacing;
      }
    }
  }

  private void legend(Sheet sheet, Lettering letters, double left) {
    double y = TOP + ROW / 2;
    for (Series one : series) {
      Look look = Look.of(one.look());
      look.draw(sheet, new Line2D.Double(left, y, left + KEY, y));
      look.mark(sheet, left + KEY / 2, y);
      letters.write(sheet, one.name(), Lettering.SIZE, left + KEY + 8, y + 4.5, Anchor.START);
      y += ROW;
    }
  }
}
