package org.fedmas.results.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filling of a page's places, which are written {@code {{name}}}. */
public final class PageTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private PageTemplate() {}

  /**
   * Returns a template with its parts.
   *
   * @param parts name → text of a place
   * @throws IllegalStateException if the template has a place without a part
   */
  public static String filled(String template, Map<String, String> parts) {
    // one pass over the template, so that a part's own text is never taken for a place
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(part(parts, place.group(1))));
  }

  /** Returns text for an element or an attribute in double quotes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("a page has a place for an unknown part: " + name);
    }
    return part;
  }
}
