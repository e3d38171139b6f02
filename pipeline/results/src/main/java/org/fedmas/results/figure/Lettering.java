package org.fedmas.results.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;

/**
 * Texts as outlines of DejaVu Sans, a free font on the class path. Texts in scripts that it lacks
 * take the machine's own font.
 */
final class Lettering {

  /** The size of all letters but small ones. */
  static final double SIZE = 13;

  /** The size of notes. */
  static final double SMALL = 11.5;

  private static final String RESOURCE = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";

  /** Widths do not depend on pixels. */
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Font own;
  private final Font other = new Font(Font.SANS_SERIF, Font.PLAIN, 1);

  private Lettering(Font own) {
    this.own = own;
  }

  /** Loads the font. */
  static Lettering load() throws IOException {
    try (InputStream in = Lettering.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is not on the class path: the build is incomplete; package it again");
      }
      return new Lettering(Font.createFont(Font.TRUETYPE_FONT, in));
    } catch (FontFormatException e) {
      throw new IOException(RESOURCE + " is not a TrueType font", e);
    }
  }

  /** Returns the width of a text. */
  double width(String text, double size) {
    return text.isEmpty()
        ? 0
        : font(text, size).createGlyphVector(EXACT, text).getLogicalBounds().getWidth();
  }

  /** Writes a text whose anchor is at x, on a base line at y. */
  void write(Sheet sheet, String text, double size, double x, double y, Anchor anchor) {
    write(sheet, text, size, x, y, anchor, 0, Sheet.INK);
  }

  /**
   * Writes a turned text.
   *
   * @param degrees the angle by which the text is turned about its anchor, clockwise
   */
  void write(
      Sheet sheet,
      String text,
      double size,
      double x,
      double y,
      Anchor anchor,
      double degrees,
      Color color) {
    if (text.isBlank()) {
      return;
    }
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(StrictMath.toRadians(degrees));
    place.translate(-anchor.offset(width(text, size)), 0);
    sheet.fill(
        place.createTransformedShape(font(text, size).createGlyphVector(EXACT, text).getOutline()),
        color);
  }

  private Font font(String text, double size) {
    Font font = own.canDisplayUpTo(text) < 0 ? own : other;
    return font.deriveFont((float) size);
  }
}
