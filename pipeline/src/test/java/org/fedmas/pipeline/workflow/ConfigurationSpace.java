package org.fedmas.pipeline.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;

/**
 * Every key that {@link Settings} can read, found by reading. Each key is given an impossible
 * value, and the names that the refusal lists are tried one by one; keys that appear then are
 * explored in turn. No key or name is known beforehand.
 */
final class ConfigurationSpace {

  private static final String IMPOSSIBLE = "no-such-name-at-all";
  private static final Pattern EXPECTED =
      Pattern.compile(
          ": found \"?" + IMPOSSIBLE + "\"?, expected (?:one of|\\D*?such as) ([^\\n]*)");

  /** Values of other keys that some choices require. */
  private static final List<List<String>> CIRCUMSTANCES =
      List.of(
          List.of(),
          List.of("aggregation.rule=avg", "training.terms=[]"),
          List.of("model.backbone=resnet18", "training.loss=ce"),
          List.of("training.optimizer=sgd", "training.momentum=0", "aggregation.rule=uniform"),
          List.of("features.views=online"),
          List.of("image.size=32"),
          List.of("training.schedule-rounds=[50]"));

  /** Keys that stand in a configuration only where they are given. */
  private static final List<String> WITHOUT_DEFAULT = List.of("image.window=0..4095");

  /** The keys of privacy, of which a number asks for the others. */
  private static final List<String> PRIVATE =
      List.of(
          "aggregation.rule=uniform",
          "training.terms=[]",
          "aggregation.normalisation=statistics-local",
          "privacy.clip=1");

  /** A number that other keys have an effect with. */
  private static final List<String> FALLING = List.of("alignment.ramp-from=50");

  private final Set<String> keys = new TreeSet<>();
  private final Map<String, JsonNode> defaults = new TreeMap<>();
  private final Map<String, Set<String>> choices = new TreeMap<>();
  private final Set<String> unreachable = new TreeSet<>();

  static ConfigurationSpace explore() {
    ConfigurationSpace space = new ConfigurationSpace();
    space.run();
    return space;
  }

  /** Returns all keys. */
  Set<String> keys() {
    return keys;
  }

  /** Returns the defaults of the keys that have one, as first read. */
  Map<String, JsonNode> defaults() {
    return defaults;
  }

  /** Returns the names that a key allows, for keys that allow only names. */
  Map<String, Set<String>> choices() {
    return choices;
  }

  /** {@code key=name} that no configuration tried was accepted with. */
  Set<String> unreachable() {
    return unreachable;
  }

  private void run() {
    Deque<List<String>> open =
        new ArrayDeque<>(List.of(List.of(), WITHOUT_DEFAULT, FALLING, PRIVATE));
    Set<String> asked = new TreeSet<>();
    while (!open.isEmpty()) {
      List<String> given = open.remove();
      Config config = read(given).orElseThrow();
      config
          .values()
          .forEach(
              (key, value) -> {
                keys.add(key);
                if (given.stream().noneMatch(one -> one.startsWith(key + "="))) {
                  defaults.putIfAbsent(key, value);
                }
              });
      for (String key : config.values().keySet()) {
        if (!asked.add(key)) {
          continue;
        }
        for (String name : names(given, key)) {
          choices.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(name);
          Optional<List<String>> accepted = accepted(given, key, name);
          if (accepted.isPresent()) {
            open.add(accepted.get());
          } else {
            unreachable.add(key + "=" + name);
          }
        }
      }
    }
  }

  /** Returns the assignments under which the choice is taken. */
  private static Optional<List<String>> accepted(List<String> given, String key, String name) {
    for (List<String> circumstance : CIRCUMSTANCES) {
      for (String value : List.of(name, "[" + name + "]")) {
        List<String> assignments = new ArrayList<>(given);
        assignments.addAll(circumstance);
        assignments.add(key + "=" + value);
        if (read(assignments).isPresent()) {
          return Optional.of(assignments);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the names that a key takes, as its refusal of an impossible one lists them. */
  private static List<String> names(List<String> given, String key) {
    List<String> assignments = new ArrayList<>(given);
    assignments.add(key + "=" + IMPOSSIBLE);
    try {
      Settings.read(source(assignments));
      return List.of();
    } catch (ConfigException e) {
      for (String line : String.valueOf(e.getMessage()).split("\n")) {
        Matcher expected = EXPECTED.matcher(line);
        if (line.contains(" " + key + ": found") && expected.find()) {
          return Arrays.stream(
                  expected.group(1).replaceAll(" \\(did you mean.*", "").split(",|\\bor\\b"))
              .map(String::strip)
              .filter(name -> name.matches("[a-z][a-z0-9-]*"))
              .toList();
        }
      }
      return List.of();
    }
  }

  private static Optional<Config> read(List<String> assignments) {
    try {
      return Optional.of(Settings.read(source(assignments)).config());
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private static ConfigSource source(List<String> assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    assignments.forEach(source::set);
    return source;
  }
}
