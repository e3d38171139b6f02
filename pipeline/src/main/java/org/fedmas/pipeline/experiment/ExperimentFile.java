package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.config.ConfigDocument;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.compare.CompareSettings;

/** A reader of experiments files; docs/experiments.md describes their form. */
public final class ExperimentFile {

  private static final String BASE = "base";
  private static final String SET = "set";
  private static final String METHODS = "methods";
  private static final String RESULTS = "results";
  private static final String MORE = "more-seeds.methods";
  private static final String BASELINE = "compare.baseline";
  private static final String SCORE = "compare.score";
  private static final Set<String> SECTIONS = Set.of(SET, METHODS);
  private static final int LARGEST_FOLD = 100;

  /** Names of folders: letters and digits of any script, and ._- */
  private static final String NAME = "[\\p{L}\\p{N}_-][\\p{L}\\p{M}\\p{N}._-]*";

  private final Path file;
  private final ConfigProblems problems = new ConfigProblems();
  private final ConfigDocument document;
  private final ConfigReader reader;

  private ExperimentFile(Path file, String text) {
    this.file = file;
    this.document = ConfigDocument.yaml(file.toString(), text, SECTIONS, problems);
    this.reader = ConfigReader.of(document.own());
  }

  /** Returns whether a YAML text is an experiments file and not a configuration. */
  public static boolean isOne(String text) {
    try {
      ConfigDocument document = ConfigDocument.yaml("text", text, SECTIONS, new ConfigProblems());
      return document.own().place(BASE).isPresent();
    } catch (ConfigException e) {
      return false;
    }
  }

  /**
   * Reads a file and the configuration of every method.
   *
   * @throws ConfigException with every problem at once
   */
  public static Experiment read(Path file) {
    return new ExperimentFile(file, text(file, "experiments file " + file)).read();
  }

  private static String text(Path file, String what) {
    try {
      return TextFile.read(file);
    } catch (IOException e) {
      throw new ConfigException(what + ": " + e.getMessage(), e);
    }
  }

  private Experiment read() {
    String name = reader.optionalText("name").orElse(stem());
    if (!name.matches(NAME)) {
      problems.add(
          place("name")
              + ": found %s, expected letters, digits, dots, dashes and underscores"
                  .formatted(NameRule.shown(name)));
    }
    Map<String, ConfigSource> methods = document.named(METHODS);
    checkMethods(methods);
    Experiment.Grid grid = grid(methods);
    MethodSources sources = sources(methods);
    Experiment experiment =
        new Experiment(name, baseline(methods), score(), results(), grid, sources);
    finish();
    if (!sources.text().isEmpty()) {
      checkConfigurations(experiment);
    }
    problems.throwIfAny();
    return experiment;
  }

  private String stem() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  private void checkMethods(Map<String, ConfigSource> methods) {
    if (methods.isEmpty()) {
      problems.add(file + ": methods: found none, expected names, each with the keys that differ");
    }
    methods.forEach(
        (name, source) -> {
          if (!name.matches(NAME)) {
            problems.add(
                "%s: methods: found the name %s, expected letters, digits, dots, dashes and underscores"
                    .formatted(file, NameRule.shown(name)));
          }
          refuse(source, METHODS + "." + name + ".");
        });
    refuse(document.section(SET), SET + ".");
  }

  /** Refuses keys that the lists of the file give. */
  private void refuse(ConfigSource source, String section) {
    for (String key : List.of("fold", "seed")) {
      source
          .place(key)
          .ifPresent(
              place ->
                  problems.add(
                      "%s: %s: expected no %s here; give it in %ss"
                          .formatted(place, section + key, key, key)));
    }
  }

  private Experiment.Grid grid(Map<String, ConfigSource> methods) {
    List<Integer> folds = different("folds", reader.integers("folds", List.of(1), 1, LARGEST_FOLD));
    List<Long> seeds = seeds("seeds", List.of(0));
    List<Long> more = seeds("more-seeds.seeds", List.of());
    List<String> names = reader.texts(MORE);
    for (String name : names) {
      if (!methods.containsKey(name)) {
        reader.problem(MORE, "names of methods" + NearestName.hint(name, methods.keySet()));
      }
    }
    if (more.isEmpty() != names.isEmpty()) {
      problems.add(file + ": more-seeds: expected both methods and seeds, or neither");
    }
    if (more.stream().anyMatch(seeds::contains)) {
      reader.problem("more-seeds.seeds", "seeds that are not among seeds");
    }
    return new Experiment.Grid(folds, seeds, more, names);
  }

  private List<Long> seeds(String key, List<Integer> otherwise) {
    return different(key, reader.integers(key, otherwise, 0, Integer.MAX_VALUE)).stream()
        .map(Integer::longValue)
        .toList();
  }

  private List<Integer> different(String key, List<Integer> values) {
    boolean given = document.own().place(key).isPresent();
    if (values.stream().distinct().count() < values.size() || (given && values.isEmpty())) {
      reader.problem(key, "a list of different numbers, such as [1, 2]");
    }
    return values;
  }

  private String baseline(Map<String, ConfigSource> methods) {
    String first = methods.keySet().stream().findFirst().orElse("");
    String baseline = reader.optionalText(BASELINE).orElse(first);
    if (!methods.containsKey(baseline) && !methods.isEmpty()) {
      reader.problem(
          BASELINE, "the name of a method" + NearestName.hint(baseline, methods.keySet()));
    }
    return baseline;
  }

  private String score() {
    CompareSettings usual = CompareSettings.usual();
    String score = reader.text(SCORE, usual.score().id());
    try {
      usual.withScore(score);
    } catch (ConfigException e) {
      problems.add(place(SCORE) + ": " + e.getMessage());
    }
    return score;
  }

  private Optional<Path> results() {
    return reader.optionalText(RESULTS).flatMap(folder -> beside(RESULTS, folder));
  }

  /** Returns a path relative to this file; empty, with a problem, for one that cannot be. */
  private Optional<Path> beside(String key, String path) {
    try {
      return Optional.of(file.resolveSibling(path).normalize());
    } catch (InvalidPathException e) {
      problems.add(place(key) + ": found a path that this system cannot have");
      return Optional.empty();
    }
  }

  private MethodSources sources(Map<String, ConfigSource> methods) {
    Optional<String> given = reader.optionalText(BASE);
    String name = "";
    String text = "";
    if (given.isEmpty()) {
      problems.add(file + ": base: found none, expected the base configuration, beside this file");
    } else {
      Optional<Path> base = beside(BASE, given.get());
      name = base.map(Path::toString).orElse("");
      text = base.map(this::baseText).orElse("");
    }
    return new MethodSources(file.toString(), name, text, document.section(SET), methods);
  }

  private String baseText(Path base) {
    try {
      return text(base, place(BASE) + ": " + base);
    } catch (ConfigException e) {
      problems.add(String.valueOf(e.getMessage()));
      return "";
    }
  }

  /** Collects keys that were given and never read. */
  private void finish() {
    try {
      reader.finish();
    } catch (ConfigException e) {
      // its problems are among ours, and are reported with those of the methods
    }
  }

  /** Collects the problems of all methods; one of several methods is reported once. */
  private void checkConfigurations(Experiment experiment) {
    int fold = experiment.folds().stream().findFirst().orElse(1);
    Map<String, List<String>> methods = new LinkedHashMap<>();
    for (String method : experiment.methods()) {
      for (String problem : experiment.sources().problems(new ExperimentRun(method, fold, 0))) {
        methods.computeIfAbsent(problem, any -> new ArrayList<>()).add(method);
      }
    }
    int all = experiment.methods().size();
    methods.forEach(
        (problem, having) ->
            problems.add(
                having.size() == all
                    ? problem
                    : "method %s: %s".formatted(String.join(", ", having), problem)));
  }

  private String place(String key) {
    return document.own().place(key).orElse(file.toString()) + ": " + key;
  }
}
