package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.error.ConfigException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The configuration as the user wrote it: a YAML document flattened to dotted keys, each with its
 * place, and the {@code --set} overrides on top. The source does not know which keys exist.
 */
public final class ConfigSource {

  /**
   * One key as the user gave it.
   *
   * @param value a scalar or a list of scalars
   * @param place where it stands, for example {@code fedmas.yaml:12} or {@code --set}
   */
  record Entry(JsonNode value, String place) {}

  private static final int BUFFER_MARGIN = 16;

  private final ConfigProblems problems;
  private final Map<String, Entry> entries = new TreeMap<>();

  ConfigSource(ConfigProblems problems) {
    this.problems = problems;
  }

  /**
   * Parses a YAML 1.2 document whose root is a mapping. Duplicate keys and unfit nodes become
   * problems.
   *
   * @param name how messages call the document, usually its file name
   * @throws ConfigException if it is not YAML at all
   */
  public static ConfigSource yaml(String name, String text, ConfigProblems problems) {
    ConfigSource source = new ConfigSource(problems);
    compose(name, text).ifPresent(root -> source.flatten(name, "", root));
    return source;
  }

  /**
   * Parses a YAML 1.2 document; empty for one without content.
   *
   * @throws ConfigException if it is not YAML at all
   */
  static Optional<Node> compose(String name, String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(name)
              .setAllowDuplicateKeys(true)
              // the parser fails where its buffer ends between the two halves of a character
              .setBufferSize(text.length() + BUFFER_MARGIN)
              .build();
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(m -> name + ":" + (m.getLine() + 1)).orElse(name);
      throw new ConfigException(place + ": not valid YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": not valid YAML: " + e.getMessage(), e);
    } catch (StackOverflowError e) { // the parser calls itself for each bracket
      throw new ConfigException(
          name + ": found thousands of nested brackets, expected sections of keys and values", e);
    }
  }

  /** Puts the keys of another source on top, with their places. */
  public ConfigSource with(ConfigSource above) {
    entries.putAll(above.entries);
    return this;
  }

  /**
   * Puts a value on top.
   *
   * @param place where messages say that it stands
   */
  public ConfigSource with(String key, JsonNode value, String place) {
    entries.put(key, new Entry(value, place));
    return this;
  }

  /** Returns where a key stands, for messages; empty for a key that was not given. */
  public Optional<String> place(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::place);
  }

  /** Puts {@code key=value} on top; the value is read as a YAML scalar or flow list. */
  public ConfigSource set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      problems.add("--set " + assignment + ": expected key=value, for example rounds=10");
      return this;
    }
    String key = assignment.substring(0, equals).strip();
    String place = "--set " + assignment;
    try {
      Node node =
          new Compose(LoadSettings.builder().build())
              .composeString(assignment.substring(equals + 1))
              .orElse(null);
      JsonNode value = node == null ? NullNode.instance : value(node);
      if (value == null) {
        problems.add(place + ": expected a plain value or a list of plain values");
      } else {
        entries.put(key, new Entry(value, place));
      }
    } catch (YamlEngineException | StackOverflowError e) {
      problems.add(place + ": the value is not valid YAML");
    }
    return this;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  ConfigProblems problems() {
    return problems;
  }

  /** Returns where a node stands: name and line. */
  static String place(String name, Node node) {
    return name + node.getStartMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
  }

  /** Adds the values below a node, each under its dotted key. */
  void flatten(String name, String prefix, Node node) {
    String place = place(name, node);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode keyNode) {
          String key = prefix.isEmpty() ? keyNode.getValue() : prefix + "." + keyNode.getValue();
          flatten(name, key, tuple.getValueNode());
        } else {
          problems.add(place + ": keys must be plain words");
        }
      }
      return;
    }
    JsonNode value = value(node);
    if (prefix.isEmpty()) {
      if (!(value instanceof NullNode)) {
        problems.add(place + ": expected keys and values, found " + value);
      }
    } else if (value == null) {
      problems.add(place + ": " + prefix + ": expected a value or a list of values");
    } else {
      Entry earlier = entries.put(prefix, new Entry(value, place));
      if (earlier != null) {
        problems.add(place + ": " + prefix + " is given twice, first at " + earlier.place());
      }
    }
  }

  /** Returns null where the node is neither a scalar nor a list of scalars. */
  private static @org.jspecify.annotations.Nullable JsonNode value(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Node child : sequence.getValue()) {
        if (!(child instanceof ScalarNode scalar)) {
          return null;
        }
        list.add(scalar(scalar));
      }
      return list;
    }
    return null;
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return NullNode.instance;
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return tag.equals(Tag.INT)
            ? LongNode.valueOf(Long.decode(text))
            : DoubleNode.valueOf(Double.parseDouble(text));
      } catch (NumberFormatException e) {
        return TextNode.valueOf(text);
      }
    }
    // YAML 1.2 calls 3e-4 a float, but some of its parsers want 3.0e-4
    if (node.isPlain() && text.matches("[-+]?\\d+(\\.\\d*)?[eE][-+]?\\d+")) {
      return DoubleNode.valueOf(Double.parseDouble(text));
    }
    return TextNode.valueOf(text);
  }
}
