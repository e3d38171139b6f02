package org.fedmas.results.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fedmas.tables.parquet.TextColumns;
import org.jspecify.annotations.Nullable;

/**
 * The cells that an attribute divides test images into, ordered by value; images of unknown value
 * are the last cell. Numbers of more than {@link #MOST_VALUES} values are cut into at most {@link
 * #MOST_BINS} ranges of equal width. The width is 1, 2 or 5 times a power of ten, and 0 is an edge.
 */
record AttributeCells(String attribute, List<Cell> cells) {

  private static final int MOST_VALUES = 8;
  private static final int MOST_BINS = 10;
  private static final int MOST_DIGITS = 15;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?");
  private static final List<BigDecimal> STEPS =
      List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5));

  /**
   * One cell.
   *
   * @param value the value or range; null for images of unknown value
   * @param images places of its images, ascending
   */
  record Cell(@Nullable String value, int[] images) {}

  /**
   * Returns the cells of every attribute, ordered by its name.
   *
   * @param images the attributes of each image
   */
  static List<AttributeCells> of(List<TextColumns> images) {
    TreeSet<String> names = new TreeSet<>();
    images.forEach(image -> names.addAll(image.values().keySet()));
    return names.stream().map(name -> of(name, images)).toList();
  }

  private static AttributeCells of(String name, List<TextColumns> images) {
    TreeSet<String> values = new TreeSet<>();
    images.stream()
        .map(image -> image.values().get(name))
        .filter(Objects::nonNull)
        .forEach(values::add);
    List<Cell> cells =
        values.stream().allMatch(AttributeCells::isNumber)
            ? ofNumbers(name, images, values)
            : cells(
                name, images, Comparator.<String>naturalOrder(), value -> value, value -> value);
    List<Integer> unknown = new ArrayList<>();
    for (int image = 0; image < images.size(); image++) {
      if (!images.get(image).values().containsKey(name)) {
        unknown.add(image);
      }
    }
    if (!unknown.isEmpty()) {
      cells.add(new Cell(null, places(unknown)));
    }
    return new AttributeCells(name, cells);
  }

  private static boolean isNumber(String value) {
    return value.length() <= MOST_DIGITS && NUMBER.matcher(value).matches();
  }

  private static List<Cell> ofNumbers(
      String name, List<TextColumns> images, TreeSet<String> values) {
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    values.forEach(value -> numbers.add(new BigDecimal(value)));
    if (numbers.size() <= MOST_VALUES) {
      return cells(
          name,
          images,
          Comparator.<BigDecimal>naturalOrder(),
          BigDecimal::new,
          AttributeCells::plain);
    }
    BigDecimal width = width(numbers.first(), numbers.last());
    boolean whole = isWhole(width) && numbers.stream().allMatch(AttributeCells::isWhole);
    return cells(
        name,
        images,
        Comparator.<BigDecimal>naturalOrder(),
        value -> below(new BigDecimal(value), width),
        bin -> range(bin, width, whole));
  }

  /** Groups the images of known value by a key of it. */
  private static <K> List<Cell> cells(
      String name,
      List<TextColumns> images,
      Comparator<K> order,
      Function<String, K> key,
      Function<K, String> label) {
    Map<K, List<Integer>> places = new TreeMap<>(order);
    for (int image = 0; image < images.size(); image++) {
      String value = images.get(image).values().get(name);
      if (value != null) {
        places.computeIfAbsent(key.apply(value), k -> new ArrayList<>()).add(image);
      }
    }
    List<Cell> cells = new ArrayList<>();
    places.forEach((of, own) -> cells.add(new Cell(label.apply(of), places(own))));
    return cells;
  }

  /** Returns the smallest width that gives few enough ranges. */
  private static BigDecimal width(BigDecimal least, BigDecimal most) {
    int scale = Math.max(least.scale(), most.scale());
    BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, scale));
    while (true) {
      for (BigDecimal step : STEPS) {
        BigDecimal width = unit.multiply(step);
        BigDecimal bins = below(most, width).subtract(below(least, width)).add(BigDecimal.ONE);
        if (bins.compareTo(BigDecimal.valueOf(MOST_BINS)) <= 0) {
          return width;
        }
      }
      unit = unit.movePointRight(1);
    }
  }

  /** Returns the number of the range that holds a value, from 0 at the value 0. */
  private static BigDecimal below(BigDecimal value, BigDecimal width) {
    return value.divide(width, 0, RoundingMode.FLOOR);
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  private static String range(BigDecimal bin, BigDecimal width, boolean whole) {
    BigDecimal from = bin.multiply(width);
    BigDecimal next = from.add(width);
    if (!whole) {
      return plain(from) + " to below " + plain(next);
    }
    BigDecimal last = next.subtract(BigDecimal.ONE);
    return last.compareTo(from) == 0 ? plain(from) : plain(from) + " to " + plain(last);
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static int[] places(List<Integer> images) {
    return images.stream().mapToInt(Integer::intValue).toArray();
  }
}
