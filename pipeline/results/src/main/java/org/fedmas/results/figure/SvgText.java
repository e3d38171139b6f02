package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.Locale;

/**
 * A drawing as SVG 1.1. Every shape is a path, so that the file needs no font and no style sheet.
 */
final class SvgText {

  private static final String COMMANDS = "MLQCZ";
  private static final int[] NUMBERS = {2, 2, 4, 6, 0};

  private final StringBuilder text = new StringBuilder();

  private SvgText() {}

  /** Returns the text of the file. */
  static String of(Sheet sheet, String title) {
    SvgText svg = new SvgText();
    String width = number(sheet.width());
    String height = number(sheet.height());
    svg.text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img">
        <title>%s</title>
        <rect width="%s" height="%s" fill="#fff"/>
        """
            .formatted(width, height, width, height, escaped(title), width, height));
    sheet.marks().forEach(svg::path);
    return svg.text.append("</svg>\n").toString();
  }

  private void path(Sheet.Mark mark) {
    text.append("<path d=\"");
    outline(mark.shape());
    BasicStroke stroke = mark.stroke();
    if (stroke == null) {
      text.append("\" fill=\"").append(color(mark.color())).append("\"/>\n");
      return;
    }
    text.append("\" fill=\"none\" stroke=\"").append(color(mark.color()));
    text.append("\" stroke-width=\"").append(number(stroke.getLineWidth()));
    if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
      text.append("\" stroke-linejoin=\"round");
    }
    float[] dashes = stroke.getDashArray();
    if (dashes != null) {
      text.append("\" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        text.append(i == 0 ? "" : " ").append(number(dashes[i]));
      }
    }
    text.append("\"/>\n");
  }

  private void outline(Shape shape) {
    double[] points = new double[6];
    for (PathIterator path = shape.getPathIterator(new AffineTransform());
        !path.isDone();
        path.next()) {
      int kind = path.currentSegment(points);
      text.append(COMMANDS.charAt(kind));
      for (int i = 0; i < NUMBERS[kind]; i++) {
        text.append(i == 0 ? "" : " ").append(number(points[i]));
      }
    }
  }

  private static String color(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
  }

  /** Returns a number with at most two digits after the point. */
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String digits = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    return digits.endsWith("0") ? digits.substring(0, digits.length() - 1) : digits;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
