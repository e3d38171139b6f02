package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores in rows, each with its interval: a forest plot.
 *
 * @param across title of the axis
 * @param reference a value with a dashed line through all rows; null without one
 * @param names names of the value and of the other value of a row; empty without other values
 */
record IntervalPlot(Scale across, List<Row> rows, @Nullable Reference reference, List<String> names)
    implements Chart {

  private static final double PLOT_WIDTH = 330;
  private static final double ROW = 26;
  private static final double TOP = 28;
  private static final double BOTTOM = 52;
  private static final double GAP = 14;
  private static final double CAP = 4;

  /** The look of second values: a hollow square. */
  private static final Look OTHER = Look.of(6);

  /**
   * A row.
   *
   * @param name the name at the left
   * @param note a remark after the name, such as the number of images
   * @param value null for a row without a score
   * @param interval both ends; null without an interval
   * @param other a second value; null without one
   */
  record Row(
      String name,
      String note,
      @Nullable Double value,
      @Nullable List<Double> interval,
      @Nullable Double other) {

    /** Returns the numbers that the axis holds. */
    DoubleStream numbers() {
      List<Double> ends = interval == null ? List.of() : interval;
      return Stream.concat(Stream.of(value, other), ends.stream())
          .filter(Objects::nonNull)
          .mapToDouble(Double::doubleValue);
    }

    /** Returns the numbers as text. */
    String text() {
      if (value == null) {
        return "no score";
      }
      String text = Numbers.score(value);
      if (interval != null) {
        text +=
            " (%s to %s)".formatted(Numbers.score(interval.get(0)), Numbers.score(interval.get(1)));
      }
      return other == null ? text : text + " / " + Numbers.score(other);
    }
  }

  /** A value to compare the rows with, and its name. */
  record Reference(double value, String name) {}

  @Override
  public Sheet drawn(Lettering letters) {
    double titles = widest(letters, rows.stream().map(Row::name).toList(), Lettering.SIZE);
    double notes = widest(letters, rows.stream().map(Row::note).toList(), Lettering.SMALL);
    double numbers = widest(letters, rows.stream().map(Row::text).toList(), Lettering.SMALL);
    double left = GAP + titles + GAP + notes + GAP;
    double bottom = TOP + ROW * rows.size();
    Sheet sheet = new Sheet(left + PLOT_WIDTH + GAP + numbers + GAP, bottom + BOTTOM);
    Axis axis = across.axis(values(), left, left + PLOT_WIDTH);
    frame(sheet, letters, axis, bottom);
    legend(sheet, letters, left);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      double y = TOP + ROW * (r + 0.5);
      letters.write(sheet, row.name(), Lettering.SIZE, GAP, y + 4.5, Anchor.START);
      letters.write(sheet, row.note(), Lettering.SMALL, left - GAP, y + 4.5, Anchor.END);
      letters.write(sheet, row.text(), Lettering.SMALL, axis.to() + GAP, y + 4.5, Anchor.START);
      score(sheet, row, axis, y);
    }
    return sheet;
  }

  private double[] values() {
    return rows.stream().flatMapToDouble(Row::numbers).toArray();
  }

  private void frame(Sheet sheet, Lettering letters, Axis axis, double bottom) {
    for (Axis.Tick tick : axis.ticks()) {
      double x = axis.place(tick.value());
      sheet.line(x, TOP, x, bottom, Sheet.FAINT, 0.8);
      sheet.line(x, bottom, x, bottom + 4, Sheet.INK, 1);
      letters.write(sheet, tick.text(), Lettering.SIZE, x, bottom + 19, Anchor.MIDDLE);
    }
    sheet.line(axis.from(), bottom, axis.to(), bottom, Sheet.INK, 1);
    double middle = (axis.from() + axis.to()) / 2;
    letters.write(sheet, across.title(), Lettering.SIZE, middle, bottom + 40, Anchor.MIDDLE);
    if (reference != null && axis.has(reference.value())) {
      double x = axis.place(reference.value());
      sheet.stroke(
          new Line2D.Double(x, TOP, x, bottom),
          Sheet.INK,
          new BasicStroke(
              0.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0));
      letters.write(sheet, reference.name(), Lettering.SMALL, x, TOP - 9, Anchor.MIDDLE);
    }
  }

  private static void score(Sheet sheet, Row row, Axis axis, double y) {
    List<Double> interval = row.interval();
    if (interval != null) {
      double from = axis.place(interval.get(0));
      double to = axis.place(interval.get(1));
      sheet.line(from, y, to, y, Sheet.INK, 1.5);
      sheet.line(from, y - CAP, from, y + CAP, Sheet.INK, 1.5);
      sheet.line(to, y - CAP, to, y + CAP, Sheet.INK, 1.5);
    }
    Double other = row.other();
    if (other != null) {
      OTHER.mark(sheet, axis.place(other), y);
    }
    Double value = row.value();
    if (value != null) {
      Look.of(0).mark(sheet, axis.place(value), y);
    }
  }

  private void legend(Sheet sheet, Lettering letters, double left) {
    double x = left;
    for (int i = 0; i < names.size(); i++) {
      (i == 0 ? Look.of(0) : OTHER).mark(sheet, x + Look.RADIUS, TOP - 13);
      letters.write(sheet, names.get(i), Lettering.SMALL, x + 12, TOP - 9, Anchor.START);
      x += 12 + letters.width(names.get(i), Lettering.SMALL) + 18;
    }
  }

  private static double widest(Lettering letters, List<String> texts, double size) {
    return texts.stream().mapToDouble(text -> letters.width(text, size)).max().orElse(0);
  }
}
