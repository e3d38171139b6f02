package org.fedmas.images.codec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.config.ConfigReader;

/**
 * The range of stored grey values that becomes black to white: the key {@code image.window}. Only
 * pictures with more than 8 bits of grey use it.
 *
 * @param low the value that becomes black, with all below
 * @param high the value that becomes white, with all above; larger than {@code low}
 */
public record ValueWindow(double low, double high) {

  /** The key. */
  public static final String KEY = "image.window";

  private static final String NUMBER = "([-+]?(?:[0-9]{1,15}(?:\\.[0-9]{1,15})?|\\.[0-9]{1,15}))";
  private static final Pattern FORM =
      Pattern.compile("\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*");

  /** Checks the range. */
  public ValueWindow {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("a window from " + low + " to " + high);
    }
  }

  /** Reads the key; it stands in a recipe only where it is set. */
  public static Optional<ValueWindow> read(ConfigReader reader) {
    Optional<String> text = reader.optionalText(KEY);
    Optional<ValueWindow> window = text.flatMap(ValueWindow::parse);
    if (text.isPresent() && window.isEmpty()) {
      reader.problem(KEY, "two numbers LOW..HIGH, the lower first, such as 0..4095");
    }
    return window;
  }

  /** Returns the window of a text {@code low..high}; empty if the text has another form. */
  static Optional<ValueWindow> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    double low = Double.parseDouble(form.group(1));
    double high = Double.parseDouble(form.group(2));
    return low < high ? Optional.of(new ValueWindow(low, high)) : Optional.empty();
  }
}
