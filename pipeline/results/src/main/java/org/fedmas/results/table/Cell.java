package org.fedmas.results.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.results.statistic.Interval;
import org.jspecify.annotations.Nullable;

/** A cell: its text for readers, and its values at full precision for CSV and JSON. */
public sealed interface Cell {

  /** The text of a cell without a value. */
  String NONE = "–";

  /** The number of words in a cell from which on some are left out. */
  int MOST_WORDS = 3;

  /** Returns the text for readers. */
  String text();

  /** Returns the values, one per field of the column: text, numbers or null. */
  List<@Nullable Object> values();

  /** A cell without a value. */
  record Absent() implements Cell {

    @Override
    public String text() {
      return NONE;
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of();
    }
  }

  /** Words. */
  record Words(String text) implements Cell {

    @Override
    public List<@Nullable Object> values() {
      return List.of(text);
    }
  }

  /** Content digests: the first 12 digits of each for readers, and all digits for scripts. */
  record Digests(List<String> all) implements Cell {

    private static final int SHOWN = 12;

    @Override
    public String text() {
      return few(all.stream().map(Digests::shortened).toList());
    }

    private static String shortened(String digest) {
      String digits = digest.substring(digest.indexOf(':') + 1);
      return digits.length() <= SHOWN ? digits : digits.substring(0, SHOWN);
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of(String.join(" ", all));
    }
  }

  /** Several names: a few of them for readers, and all of them for scripts. */
  record Names(List<String> all) implements Cell {

    @Override
    public String text() {
      return few(all);
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of(String.join(" ", all));
    }
  }

  /** A number of things. */
  record Count(long count) implements Cell {

    @Override
    public String text() {
      return Long.toString(count);
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of(count);
    }
  }

  /** A score, three decimals for readers. */
  record Number(double value) implements Cell {

    @Override
    public String text() {
      return decimals(value);
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of(value);
    }
  }

  /**
   * A score with its interval.
   *
   * @param interval null where an interval would mislead
   */
  record Estimate(double value, @Nullable Interval interval) implements Cell {

    @Override
    public String text() {
      return decimals(value) + between(interval);
    }

    @Override
    public List<@Nullable Object> values() {
      return ends(value, interval);
    }
  }

  /**
   * A difference with its sign and interval.
   *
   * @param interval null where an interval would mislead
   */
  record Difference(double value, @Nullable Interval interval) implements Cell {

    @Override
    public String text() {
      String shown = decimals(value);
      return (shown.startsWith("-") ? "" : "+") + shown + between(interval);
    }

    @Override
    public List<@Nullable Object> values() {
      return ends(value, interval);
    }
  }

  /**
   * A mean with the standard deviation of the values behind it.
   *
   * @param deviation null for a single value
   */
  record Spread(double mean, @Nullable Double deviation, int count) implements Cell {

    @Override
    public String text() {
      String sd = deviation == null ? "" : " ± " + decimals(deviation);
      return "%s%s (n = %s)".formatted(decimals(mean), sd, count);
    }

    @Override
    public List<@Nullable Object> values() {
      List<@Nullable Object> values = new ArrayList<>();
      values.add(mean);
      values.add(deviation);
      values.add(count);
      return values;
    }
  }

  /** A p-value: two digits for readers, and never 0. */
  record Probability(double p) implements Cell {

    private static final double LEAST = 0.001;

    @Override
    public String text() {
      if (p < LEAST) {
        return "< 0.001";
      }
      return new BigDecimal(p).round(new MathContext(2, RoundingMode.HALF_EVEN)).toPlainString();
    }

    @Override
    public List<@Nullable Object> values() {
      return List.of(p);
    }
  }

  /** Returns a score, or a cell without a value for null. */
  static Cell number(@Nullable Double value) {
    return value == null ? new Absent() : new Number(value);
  }

  /** Returns a p-value, or a cell without a value for null. */
  static Cell probability(@Nullable Double p) {
    return p == null ? new Absent() : new Probability(p);
  }

  /** Returns a number with three decimals; a negative number that rounds to 0 loses its sign. */
  private static String decimals(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text;
  }

  /** Returns up to three words, or else the first, the last and their number. */
  private static String few(List<String> words) {
    int last = words.size() - 1;
    return words.size() <= MOST_WORDS
        ? String.join(" ", words)
        : "%s … %s (%s)".formatted(words.get(0), words.get(last), words.size());
  }

  private static String between(@Nullable Interval interval) {
    return interval == null
        ? ""
        : " (%s to %s)".formatted(decimals(interval.lower()), decimals(interval.upper()));
  }

  private static List<@Nullable Object> ends(double value, @Nullable Interval interval) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(value);
    values.add(interval == null ? null : (Object) interval.lower());
    values.add(interval == null ? null : (Object) interval.upper());
    return values;
  }
}
