package org.fedmas.results.publish;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.error.ConfigException;

/**
 * A Markdown page of people's words with blocks that are made from results. A block is all lines
 * between {@code <!-- begin: NAME -->} and {@code <!-- end: NAME -->}.
 */
public final class MarkdownPage {

  private static final Pattern BLOCK =
      Pattern.compile("(?m)^<!-- begin: (.+) -->\n(?s:.*?)^<!-- end: \\1 -->$");
  private static final Pattern BEGIN = Pattern.compile("(?m)^<!-- begin: (.+) -->$");

  private MarkdownPage() {}

  /**
   * Returns a page with some blocks made new; all other lines stay.
   *
   * @param owner first word of the blocks that are made; blocks of others stay
   * @param blocks name → Markdown
   * @throws ConfigException for a block of the owner without an end, or of an unknown name
   */
  public static String filled(String page, String owner, Map<String, String> blocks) {
    Matcher begin = BEGIN.matcher(page);
    while (begin.find()) {
      String name = begin.group(1);
      if (!name.startsWith(owner + " ")) {
        continue;
      }
      if (!blocks.containsKey(name)) {
        throw new ConfigException(
            "block %s: expected one of %s".formatted(name, String.join(", ", blocks.keySet())));
      }
      if (!page.substring(begin.end()).contains("\n<!-- end: " + name + " -->")) {
        throw new ConfigException(
            "block %s: found no end. Add the line <!-- end: %s -->".formatted(name, name));
      }
    }
    return BLOCK
        .matcher(page)
        .replaceAll(
            block ->
                Matcher.quoteReplacement(
                    block.group(1).startsWith(owner + " ")
                        ? block(block.group(1), Objects.requireNonNull(blocks.get(block.group(1))))
                        : block.group()));
  }

  private static String block(String name, String text) {
    return "<!-- begin: %s -->\n\n%s\n\n<!-- end: %s -->".formatted(name, text.strip(), name);
  }
}
