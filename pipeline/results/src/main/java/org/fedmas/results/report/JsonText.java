package org.fedmas.results.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.fedmas.contract.json.Json;

/** Records as JSON text: snake_case keys in the order of the record's components, nulls kept. */
public final class JsonText {

  /** Line ends do not depend on the operating system. */
  private static final ObjectWriter INDENTED =
      Json.snakeCase()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /** Returns the text on several lines. */
  public static String indented(Object value) {
    return text(INDENTED, value) + "\n";
  }

  /**
   * Returns the text on one line and safe between script tags: no character of it can end the
   * element or open a comment, whatever the strings inside contain.
   */
  public static String embedded(Object value) {
    return text(Json.snakeCase().writer(), value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
    T value = Json.snakeCase().readValue(text, type);
    if (value == null) {
      throw MismatchedInputException.from((JsonParser) null, type, "found the bare word null");
    }
    return value;
  }
}
