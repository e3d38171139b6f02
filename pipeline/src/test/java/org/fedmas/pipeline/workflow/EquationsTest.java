package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/equations.md} leads from every formula to its class and to what holds it. */
class EquationsTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
  private static final Path ROOT = Golden.projectRoot();

  /** The project's own, whichever folder the comparisons use. */
  private static final Path GOLDEN = ROOT.resolve("stages/testkit/golden");

  private final String page = read("docs/equations.md");
  private final Set<String> words = words(page);

  @Test
  void namesEveryMemberOfEveryFamily() {
    List<Class<?>> members = new ArrayList<>();
    for (Class<?> family :
        List.of(Loss.class, AggregationRule.class, Optimizer.class, Head.class)) {
      members.addAll(Arrays.asList(family.getPermittedSubclasses()));
    }
    assertThat(members).hasSizeGreaterThan(15);
    assertThat(unnamed(members.stream().map(Class::getSimpleName))).isEmpty();
    assertThat(unnamed(Loss.choice().members().stream().map(Loss::id))).isEmpty();
    assertThat(unnamed(Backbone.choice().members().stream().map(Backbone::id))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stages/tensors/src/main/java/org/fedmas/tensors/loss",
        "stages/tensors/src/main/java/org/fedmas/tensors/optimizer",
        "pipeline/results/src/main/java/org/fedmas/results/metric",
        "pipeline/results/src/main/java/org/fedmas/results/statistic"
      })
  void namesEveryClassOfTheMathematics(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      List<String> classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> !name.equals("package-info"))
              .toList();
      assertThat(classes).hasSizeGreaterThan(3);
      assertThat(unnamed(classes.stream())).isEmpty();
    }
  }

  /** Tests that the classes that the page names exist, so that a rename changes the page too. */
  @Test
  void everyClassThatItNamesIsThere() throws IOException {
    Set<String> sources = new TreeSet<>();
    for (String folder : List.of("stages", "pipeline")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> sources.add(name.replace(".java", "")));
      }
    }
    List<String> gone =
        words.stream()
            .flatMap(word -> Stream.of(word.split("[.]")))
            .filter(part -> part.matches("([A-Z][a-z0-9]+){2,}[A-Z0-9]*"))
            .filter(part -> !sources.contains(part))
            .filter(part -> !page.contains("." + part) || !isInner(part))
            .toList();
    assertThat(gone).isEmpty();
  }

  @Test
  void namesEveryGoldenCase() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names)
          .hasSizeGreaterThan(8)
          .filteredOn(name -> !name.equals("README.md") && !name.equals("images"))
          .allSatisfy(name -> assertThat(page).contains(name));
    }
    isCovered(fields(json("losses.json").get("cases")));
    isCovered(fields(json("rounds.json").get("runs")));
    JsonNode scores = json("metrics.json").get("cases").elements().next();
    Set<String> inputs = Set.of("labels", "predictions", "probabilities");
    isCovered(fields(scores).stream().filter(field -> !inputs.contains(field)).toList());
    Set<String> images = new TreeSet<>(fields(json("images.json").get("files").elements().next()));
    images.removeAll(Set.of("decoded", "mode"));
    isCovered(List.copyOf(images));
  }

  /** Returns the names that the page does not quote, alone or behind their package. */
  private List<String> unnamed(Stream<String> names) {
    return names
        .filter(name -> words.stream().noneMatch(word -> ("." + word).endsWith("." + name)))
        .toList();
  }

  private void isCovered(List<String> cases) {
    assertThat(cases).isNotEmpty();
    assertThat(
            cases.stream()
                .filter(name -> words.stream().noneMatch(word -> name.matches(glob(word)))))
        .isEmpty();
  }

  private boolean isInner(String part) {
    return Pattern.compile("\\b[A-Z]\\w+\\." + part).matcher(page).find();
  }

  private static String glob(String word) {
    return Stream.of(word.split("\\*", -1))
        .map(Pattern::quote)
        .reduce((a, b) -> a + ".+" + b)
        .orElse("");
  }

  private static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(GOLDEN.resolve(name).toFile());
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      words.add(quoted.group(1));
    }
    return words;
  }

  private static String read(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
