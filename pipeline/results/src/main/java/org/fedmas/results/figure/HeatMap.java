package org.fedmas.results.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers on shades of one colour, which stay in order in grey.
 *
 * @param down title of the rows
 * @param across title of the columns
 * @param cells one list per row
 */
record HeatMap(
    String down, String across, List<String> rows, List<String> columns, List<List<Cell>> cells)
    implements Chart {

  private static final Color DARK = new Color(0x08519C);
  private static final double CELL_HEIGHT = 30;
  private static final double LEAST_CELL = 46;
  private static final double TITLE = 26;
  private static final double GAP = 8;
  private static final double DARK_ENOUGH = 0.7;

  /**
   * A number.
   *
   * @param shade from 0, white, to 1; null for a cell without a number
   * @param outlined whether a frame marks it
   */
  record Cell(String text, @Nullable Double shade, boolean outlined) {}

  @Override
  public Sheet drawn(Lettering letters) {
    double widest =
        cells.stream()
            .flatMap(List::stream)
            .mapToDouble(cell -> letters.width(cell.text(), Lettering.SMALL))
            .max()
            .orElse(0);
    double cell = Math.max(LEAST_CELL, widest + 12);
    double names = widest(letters, columns);
    boolean turned = names > cell - 4;
    double left = TITLE + widest(letters, rows) + GAP;
    double top = TITLE + (turned ? names * 0.72 + 14 : 24);
    double spill = turned ? names * 0.72 : 0;
    Sheet sheet =
        new Sheet(
            left + cell * columns.size() + Math.max(16, spill - cell / 2 + 16),
            top + CELL_HEIGHT * rows.size() + 16);
    for (int r = 0; r < rows.size(); r++) {
      letters.write(
          sheet,
          rows.get(r),
          Lettering.SIZE,
          left - GAP,
          top + CELL_HEIGHT * (r + 0.5) + 4.5,
          Anchor.END);
      for (int c = 0; c < columns.size(); c++) {
        fill(sheet, letters, cells.get(r).get(c), left + cell * c, top + CELL_HEIGHT * r, cell);
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      letters.write(
          sheet,
          columns.get(c),
          Lettering.SIZE,
          left + cell * (c + 0.5) - (turned ? 4 : 0),
          top - 8,
          turned ? Anchor.START : Anchor.MIDDLE,
          turned ? -45 : 0,
          Sheet.INK);
    }
    titles(sheet, letters, left + cell * columns.size() / 2, top + CELL_HEIGHT * rows.size() / 2);
    outline(sheet, left, top, cell);
    return sheet;
  }

  private static double widest(Lettering letters, List<String> names) {
    return names.stream().mapToDouble(name -> letters.width(name, Lettering.SIZE)).max().orElse(0);
  }

  private void titles(Sheet sheet, Lettering letters, double middle, double centre) {
    letters.write(sheet, across, Lettering.SIZE, middle, 17, Anchor.MIDDLE);
    letters.write(sheet, down, Lettering.SIZE, 16, centre, Anchor.MIDDLE, -90, Sheet.INK);
  }

  private static void fill(
      Sheet sheet, Lettering letters, Cell cell, double x, double y, double width) {
    Double known = cell.shade();
    double shade = known == null ? 0 : known;
    sheet.rectangle(x, y, width - 1, CELL_HEIGHT - 1, mixed(shade));
    letters.write(
        sheet,
        cell.text(),
        Lettering.SMALL,
        x + (width - 1) / 2,
        y + CELL_HEIGHT / 2 + 3.5,
        Anchor.MIDDLE,
        0,
        shade > DARK_ENOUGH ? Color.WHITE : Sheet.INK);
  }

  private void outline(Sheet sheet, double left, double top, double cell) {
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        if (cells.get(r).get(c).outlined()) {
          sheet.stroke(
              new Rectangle2D.Double(
                  left + cell * c - 0.5, top + CELL_HEIGHT * r - 0.5, cell, CELL_HEIGHT),
              Sheet.INK,
              new BasicStroke(1.2f));
        }
      }
    }
  }

  /** Returns a colour between nearly white and dark. */
  private static Color mixed(double shade) {
    double share = 0.03 + 0.97 * Math.max(0, Math.min(1, shade));
    return new Color(
        between(DARK.getRed(), share),
        between(DARK.getGreen(), share),
        between(DARK.getBlue(), share));
  }

  private static int between(int dark, double share) {
    return (int) Math.round(255 + share * (dark - 255));
  }
}
