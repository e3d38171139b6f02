package org.fedmas.contract.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.error.ConfigException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML document of which some sections hold configurations of their own: keys that the document
 * does not read itself.
 */
public final class ConfigDocument {

  private final String name;
  private final ConfigProblems problems;
  private final ConfigSource own;
  private final Map<String, Node> sections = new LinkedHashMap<>();

  private ConfigDocument(String name, ConfigProblems problems) {
    this.name = name;
    this.problems = problems;
    this.own = new ConfigSource(problems);
  }

  /**
   * Parses a document whose root is a mapping. Duplicate keys and unfit nodes become problems.
   *
   * @param name how messages call the document, usually its file name
   * @param sections names of the sections that hold configurations
   * @throws ConfigException if the text is not YAML at all
   */
  public static ConfigDocument yaml(
      String name, String text, Set<String> sections, ConfigProblems problems) {
    ConfigDocument document = new ConfigDocument(name, problems);
    ConfigSource.compose(name, text).ifPresent(root -> document.read(root, sections));
    return document;
  }

  private void read(Node root, Set<String> names) {
    if (!(root instanceof MappingNode mapping)) {
      own.flatten(name, "", root);
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Node value = tuple.getValueNode();
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(ConfigSource.place(name, value) + ": keys must be plain words");
      } else if (!names.contains(key.getValue())) {
        own.flatten(name, key.getValue(), value);
      } else if (sections.put(key.getValue(), value) != null) {
        problems.add(ConfigSource.place(name, value) + ": " + key.getValue() + " is given twice");
      }
    }
  }

  /** Returns the keys outside the sections. */
  public ConfigSource own() {
    return own;
  }

  /** Returns the configuration in a section; empty for a section that was not given. */
  public ConfigSource section(String section) {
    return source(section, sections.get(section));
  }

  /** Returns the configurations in a section of named ones, in the order of the document. */
  public Map<String, ConfigSource> named(String section) {
    Map<String, ConfigSource> named = new LinkedHashMap<>();
    Node node = sections.get(section);
    if (node == null || isNull(node)) {
      return named;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          ConfigSource.place(name, node) + ": " + section + ": expected names, each with its keys");
      return named;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Node value = tuple.getValueNode();
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(ConfigSource.place(name, value) + ": keys must be plain words");
        continue;
      }
      String path = section + "." + key.getValue();
      if (named.put(key.getValue(), source(path, value)) != null) {
        problems.add(ConfigSource.place(name, value) + ": " + path + " is given twice");
      }
    }
    return named;
  }

  private ConfigSource source(String path, @Nullable Node node) {
    ConfigSource source = new ConfigSource(problems);
    if (node instanceof MappingNode) {
      source.flatten(name, "", node);
    } else if (node != null && !isNull(node)) {
      problems.add(
          ConfigSource.place(name, node) + ": " + path + ": expected keys and values, or {}");
    }
    return source;
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }
}
