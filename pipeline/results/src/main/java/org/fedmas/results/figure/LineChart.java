package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
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
        series.stream().mapToDouble(one -> letters.width(one.name(), Lettering.SIZE)).max().orElse(0);
    double legend = series.size() < 2 ? 0 : KEY + 8 + names + 10;
    double width = diagonal ? SQUARE : PLOT_WIDTH;
    double height = diagonal ? SQUARE : PLOT_HEIGHT;
    Sheet sheet =
        new Sheet(
            LEFT + width + RIGHT + legend,
            TOP + Math.max(height, ROW * series.size()) + BOTTOM);
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
      letters.write(
          sheet, tick.text(), Lettering.SIZE, place, y.from() + 19, Anchor.MIDDLE);
    }
    sheet.line(x.from(), y.from(), x.to(), y.from(), Sheet.INK, 1);
    double middle = (x.from() + x.to()) / 2;
    letters.write(
        sheet, across.title(), Lettering.SIZE, middle, y.from() + 40, Anchor.MIDDLE);
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
    // markers of neighbouring series do not cover each other
    int step = Math.max(1, one.points().size() / MOST_MARKERS);
    for (int i = one.look() % step; i < one.points().size(); i += step) {
      look.mark(sheet, x.place(one.points().get(i).x()), y.place(one.points().get(i).y()));
    }
  }

  private void legend(Sheet sheet, Lettering letters, double left) {
    double y = TOP + ROW / 2;
    for (Series one : series) {
      Look look = Look.of(one.look());
      look.draw(sheet, new Line2D.Double(left, y, left + KEY, y));
      look.mark(sheet, left + KEY / 2, y);
      letters.write(
          sheet, one.name(), Lettering.SIZE, left + KEY + 8, y + 4.5, Anchor.START);
      y += ROW;
    }
  }
}
