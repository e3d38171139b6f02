package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.contract.json.Json;

/**
 * Typed access to dotted keys that records every key it reads, with its value. A key that the user
 * did not write has its default. A resolved {@link Config} has no defaults: a key that it lacks is
 * an error, so a unit cannot depend on a value that its recipe does not hold.
 */
public final class ConfigReader {

  private final ReadKeys keys;
  private final boolean omitsDefaults;
  private final Set<String> omitted = new HashSet<>();

  private ConfigReader(ReadKeys keys, boolean omitsDefaults) {
    this.keys = keys;
    this.omitsDefaults = omitsDefaults;
  }

  /** Creates a reader of the user's configuration. */
  public static ConfigReader of(ConfigSource source) {
    return new ConfigReader(new ReadKeys(source.entries(), source.problems(), true), false);
  }

  /** Creates a reader of a resolved configuration, whole or of a recipe. */
  public static ConfigReader of(Config config) {
    Map<String, ConfigSource.Entry> entries = new TreeMap<>();
    config
        .values()
        .forEach((key, value) -> entries.put(key, new ConfigSource.Entry(value, "recipe")));
    return new ConfigReader(new ReadKeys(entries, new ConfigProblems(), false), false);
  }

  /**
   * Returns this reader for keys that came after version 0.2. A recipe holds such a key only with a
   * value other than the default, so units that were computed before the key existed stay valid.
   */
  public ConfigReader added() {
    return new ConfigReader(keys, !keys.hasDefaults());
  }

  /** Returns an integer within [least, most]. */
  public int integer(String key, int otherwise, int least, int most) {
    return (int) whole(key, otherwise, least, most);
  }

  /** Returns an integer within [least, most], or a word in its place; empty for the word. */
  public OptionalInt integerOr(String word, String key, int otherwise, int least, int most) {
    JsonNode value = YamlNumber.of(value(key, LongNode.valueOf(otherwise)));
    if (value.isTextual() && value.textValue().equals(word)) {
      keep(key, value);
      return OptionalInt.empty();
    }
    if (value.isTextual()) {
      keys.problem(key, value, word + ", or a whole number " + range(least, most));
      keep(key, LongNode.valueOf(otherwise));
      return OptionalInt.of(otherwise);
    }
    return OptionalInt.of(integer(key, otherwise, least, most));
  }

  /** Returns a 64-bit integer, for seeds. */
  public long whole(String key, long otherwise, long least, long most) {
    JsonNode value = YamlNumber.of(value(key, LongNode.valueOf(otherwise)));
    OptionalLong whole = YamlNumber.whole(value);
    if (whole.isEmpty() || whole.getAsLong() < least || whole.getAsLong() > most) {
      boolean isLarge = value.doubleValue() > Integer.MAX_VALUE;
      keys.problem(
          key,
          value,
          "a whole number " + (isLarge ? "from " + least + " to " + most : range(least, most)));
      return keep(key, LongNode.valueOf(otherwise)).longValue();
    }
    return keep(key, LongNode.valueOf(whole.getAsLong())).longValue();
  }

  /** Returns a number within [least, most]. */
  public double number(String key, double otherwise, double least, double most) {
    JsonNode value = YamlNumber.of(value(key, DoubleNode.valueOf(otherwise)));
    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      keys.problem(key, value, "a number from " + least + " to " + most);
      return keep(key, DoubleNode.valueOf(otherwise)).doubleValue();
    }
    return keep(key, DoubleNode.valueOf(value.doubleValue())).doubleValue();
  }

  /** Returns true or false. */
  public boolean flag(String key, boolean otherwise) {
    JsonNode value = YamlNumber.flag(value(key, BooleanNode.valueOf(otherwise)));
    if (!value.isBoolean()) {
      keys.problem(key, value, "true or false");
      return keep(key, BooleanNode.valueOf(otherwise)).booleanValue();
    }
    return keep(key, value).booleanValue();
  }

  /**
   * Returns whether a key has this name as its value, or among its values. A recipe holds the key
   * only if it has, so that units of other choices do not depend on the key.
   */
  public boolean hasChosen(String key, String name) {
    return keys.hasChosen(key, name);
  }

  /** Returns one of the known names; an unknown one is a problem with the nearest known name. */
  public String choice(String key, String otherwise, List<String> known) {
    JsonNode value = value(key, TextNode.valueOf(otherwise));
    if (!value.isTextual() || !known.contains(value.textValue())) {
      keys.problem(key, value, Choice.expected(known, value.asText()));
      return keep(key, TextNode.valueOf(otherwise)).textValue();
    }
    return keep(key, value).textValue();
  }

  /** Returns a text that is not empty, for example a file name; a number gives its text. */
  public String text(String key, String otherwise) {
    JsonNode value = value(key, TextNode.valueOf(otherwise));
    if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
      keys.problem(key, value, "a text");
      return keep(key, TextNode.valueOf(otherwise)).textValue();
    }
    return keep(key, TextNode.valueOf(value.asText())).textValue();
  }

  /**
   * Returns a text that may be left out. Where it is, the key stands in no recipe.
   *
   * @return empty if the key was not given, or is not a text
   */
  public Optional<String> optionalText(String key) {
    keys.mayBeAbsent(key);
    return keys.given(key) != null ? Optional.of(text(key, "")) : Optional.empty();
  }

  /** Returns a list of texts, none empty; a single text is a list of one. */
  public List<String> texts(String key, List<String> otherwise) {
    JsonNode value = value(key, Json.tree(otherwise));
    JsonNode list = value.isValueNode() ? JsonNodeFactory.instance.arrayNode().add(value) : value;
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list) {
      if (!list.isArray() || !one.isValueNode() || one.isNull() || one.asText().isBlank()) {
        keys.problem(key, value, "a text, or a list of texts");
        texts.clear();
        break;
      }
      texts.add(one.asText());
    }
    if (texts.isEmpty()) {
      texts.addAll(otherwise);
    }
    keep(key, Json.tree(texts));
    return List.copyOf(texts);
  }

  /** Returns a list of known names without repetition, in the user's order. */
  public List<String> choices(String key, List<String> otherwise, List<String> known) {
    JsonNode value = value(key, Json.tree(otherwise));
    List<String> chosen = new ArrayList<>();
    JsonNode list = value.isTextual() ? Json.tree(List.of(value.textValue())) : value;
    for (JsonNode one : list) {
      if (!one.isTextual() || !known.contains(one.textValue())) {
        keys.problem(key, one, expected(known, one.asText()));
      } else if (chosen.contains(one.textValue())) {
        keys.problem(key, one, "each name once");
      } else {
        chosen.add(one.textValue());
      }
    }
    if (!list.isArray()) {
      keys.problem(key, value, "a list such as [" + String.join(", ", known) + "]");
    }
    keep(key, Json.tree(chosen));
    return List.copyOf(chosen);
  }

  /** Returns a list of integers within [least, most], in the user's order. */
  public List<Integer> integers(String key, List<Integer> otherwise, int least, int most) {
    return list(
        key,
        otherwise,
        one -> {
          OptionalLong whole = YamlNumber.whole(YamlNumber.of(one));
          boolean fits =
              whole.isPresent() && whole.getAsLong() >= least && whole.getAsLong() <= most;
          return fits ? Optional.of((int) whole.getAsLong()) : Optional.empty();
        },
        "whole number " + range(least, most));
  }

  /** Returns a list of numbers within [least, most], in the user's order. */
  public List<Double> numbers(String key, List<Double> otherwise, double least, double most) {
    return list(
        key,
        otherwise,
        one -> {
          JsonNode value = YamlNumber.of(one);
          double number = value.isNumber() ? value.doubleValue() : Double.NaN;
          return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        },
        "number from " + least + " to " + most);
  }

  private <T> List<T> list(
      String key, List<T> otherwise, Function<JsonNode, Optional<T>> read, String kind) {
    JsonNode value = value(key, Json.tree(otherwise));
    List<T> chosen = new ArrayList<>();
    for (JsonNode one : value) {
      read.apply(one).ifPresentOrElse(chosen::add, () -> keys.problem(key, one, "a " + kind));
    }
    if (!value.isArray()) {
      keys.problem(key, value, "a list in brackets, each a " + kind);
    }
    keep(key, Json.tree(chosen));
    return List.copyOf(chosen);
  }

  /** Returns a list of free texts without repetition, in the user's order; empty if not given. */
  public List<String> texts(String key) {
    JsonNode value = value(key, Json.tree(List.of()));
    List<String> texts = new ArrayList<>();
    value.forEach(one -> texts.add(one.asText()));
    boolean fine = value.isArray() && texts.stream().distinct().count() == texts.size();
    if (!fine || texts.stream().anyMatch(String::isBlank)) {
      keys.problem(key, value, "a list of different texts, such as [a, b]");
      texts.clear();
    }
    keep(key, Json.tree(texts));
    return List.copyOf(texts);
  }

  /**
   * Reports a value that is well-formed but cannot be used, for example with another key's. A key
   * that has a problem already gets no second one.
   */
  public void problem(String key, String expected) {
    keys.problem(key, expected);
  }

  /** Returns whether a key was read without a problem, so that others can be compared with it. */
  public boolean isSound(String key) {
    return keys.isSound(key);
  }

  /** Replaces a value that left the choice to us, such as {@code auto}, by what was chosen. */
  public void decided(String key, String value) {
    keep(key, TextNode.valueOf(value));
  }

  /** Returns the keys that were read so far. */
  public Config recorded() {
    return keys.recorded();
  }

  /**
   * Returns the resolved configuration. A key that was given and never read is a problem.
   *
   * @throws org.fedmas.contract.error.ConfigException with every problem, if there is any
   */
  public Config finish() {
    return keys.finish();
  }

  /** Returns the known names; for several names in one text, the list that was meant. */
  private static String expected(List<String> known, String unknown) {
    List<String> words = List.of(unknown.strip().split("\\s*,\\s*|\\s+"));
    return words.size() > 1 && known.containsAll(words)
        ? "a list, [" + String.join(", ", words) + "]"
        : Choice.expected(known, unknown);
  }

  private JsonNode value(String key, JsonNode otherwise) {
    JsonNode value = keys.given(key);
    if (omitsDefaults && (value == null || value.equals(otherwise))) {
      omitted.add(key);
      return otherwise;
    }
    if (value != null) {
      return value;
    }
    if (!keys.hasDefaults() && !omitsDefaults) {
      throw new IllegalStateException(
          key + ": read an undeclared configuration key; read it in settings() of the stage");
    }
    return otherwise;
  }

  private JsonNode keep(String key, JsonNode value) {
    if (!omitted.contains(key)) {
      keys.record(key, value);
    }
    return value;
  }

  private static String range(long least, long most) {
    if (most == Long.MAX_VALUE || most == Integer.MAX_VALUE) {
      return least == Long.MIN_VALUE ? "" : "of at least " + least;
    }
    return "from " + least + " to " + most;
  }
}
