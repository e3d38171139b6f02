package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of a configuration that were read so far, and the problems with them. */
final class ReadKeys {

  private final Map<String, ConfigSource.Entry> given;
  private final ConfigProblems problems;
  private final boolean hasDefaults;
  private final Map<String, JsonNode> recorded = new TreeMap<>();

  /** The keys that have a problem. */
  private final Set<String> unsound = new HashSet<>();

  /** Keys that were asked for and may be absent, for the hints about unknown ones. */
  private final Set<String> optional = new HashSet<>();

  /**
   * Creates the keys of a configuration, none of them read.
   *
   * @param hasDefaults whether a key that was not given has its default
   */
  ReadKeys(Map<String, ConfigSource.Entry> given, ConfigProblems problems, boolean hasDefaults) {
    this.given = given;
    this.problems = problems;
    this.hasDefaults = hasDefaults;
  }

  boolean hasDefaults() {
    return hasDefaults;
  }

  /** Returns the value that was given for a key; null without one. */
  @Nullable JsonNode given(String key) {
    ConfigSource.Entry entry = given.get(key);
    return entry == null ? null : entry.value();
  }

  void mayBeAbsent(String key) {
    optional.add(key);
  }

  void record(String key, JsonNode value) {
    recorded.put(key, value);
  }

  /** Returns whether a key has this name as its value or among its values, and records it then. */
  boolean hasChosen(String key, String name) {
    JsonNode value = given(key);
    if (value == null) {
      return false;
    }
    boolean chosen = value.isTextual() && value.textValue().equals(name);
    for (JsonNode one : value) {
      chosen |= one.isTextual() && one.textValue().equals(name);
    }
    if (chosen) {
      recorded.putIfAbsent(key, value);
    }
    return chosen;
  }

  boolean isSound(String key) {
    return !unsound.contains(key);
  }

  /** Reports the value of a key, unless the key has a problem already. */
  void problem(String key, String expected) {
    if (isSound(key)) {
      JsonNode value = given(key);
      problem(key, value == null ? recorded.get(key) : value, expected);
    }
  }

  void problem(String key, @Nullable JsonNode found, String expected) {
    unsound.add(key);
    problems.add(place(key) + ": found " + found + ", expected " + expected);
  }

  Config recorded() {
    return new Config(recorded);
  }

  /**
   * Returns the resolved configuration. A key that was given and never read is a problem.
   *
   * @throws org.fedmas.contract.error.ConfigException with every problem, if there is any
   */
  Config finish() {
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(recorded.keySet());
    TreeSet<String> known = new TreeSet<>(recorded.keySet());
    known.addAll(optional);
    for (String key : unknown) {
      // a section whose keys are all commented out has no value
      if (!isSection(key) || !Objects.requireNonNull(given(key)).isNull()) {
        problems.add(place(key) + ": unknown key" + NearestName.hint(key, known));
      }
    }
    problems.throwIfAny();
    return recorded();
  }

  private boolean isSection(String key) {
    return recorded.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
  }

  private String place(String key) {
    ConfigSource.Entry entry = given.get(key);
    return entry == null ? key : entry.place() + ": " + key;
  }
}
