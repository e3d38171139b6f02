package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The spellings of numbers and flags in the core schema of YAML 1.2. The parser knows those of JSON
 * alone. The others arrive as texts and are read where a number or a flag is expected, so that a
 * name such as {@code 007} stays a name.
 */
final class YamlNumber {

  private static final String WHOLE = "[-+]?[0-9]+";
  private static final String OCTAL = "0o[0-7]+";
  private static final String HEXADECIMAL = "0x[0-9a-fA-F]+";
  private static final String DECIMAL = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?";

  /** The least power of two that a long does not hold. */
  private static final double BEYOND_LONG = 0x1p63;

  private YamlNumber() {}

  /** Returns the number that a text spells; any other value as it is. */
  static JsonNode of(JsonNode value) {
    if (!value.isTextual()) {
      return value;
    }
    String text = value.textValue().strip();
    if (text.matches(WHOLE)) {
      return whole(text, 10);
    }
    if (text.matches(OCTAL)) {
      return whole(text.substring(2), 8);
    }
    if (text.matches(HEXADECIMAL)) {
      return whole(text.substring(2), 16);
    }
    return text.matches(DECIMAL) ? DoubleNode.valueOf(Double.parseDouble(text)) : value;
  }

  private static JsonNode whole(String digits, int radix) {
    BigInteger number = new BigInteger(digits, radix);
    return number.bitLength() < Long.SIZE
        ? LongNode.valueOf(number.longValue())
        : BigIntegerNode.valueOf(number);
  }

  /** Returns a whole number of 64 bits, written with or without a fraction of 0. */
  static OptionalLong whole(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
    double number = value.doubleValue();
    return value.isDouble() && number == Math.rint(number) && Math.abs(number) < BEYOND_LONG
        ? OptionalLong.of((long) number)
        : OptionalLong.empty();
  }

  /** Returns the flag that a text spells; any other value as it is. */
  static JsonNode flag(JsonNode value) {
    return switch (value.asText()) {
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> value;
    };
  }
}
