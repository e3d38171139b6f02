package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Tests of options that every command has, including subcommands such as {@code data fetch}. */
class StandardOptionsTest {

  static Stream<List<String>> commands() {
    return below(List.of(), Fedmas.commandLine());
  }

  private static Stream<List<String>> below(List<String> words, CommandLine command) {
    Stream<List<String>> deeper =
        command.getSubcommands().entrySet().stream()
            .flatMap(sub -> below(with(words, sub.getKey()), sub.getValue()));
    return Stream.concat(Stream.of(words), deeper);
  }

  private static List<String> with(List<String> words, String more) {
    List<String> all = new ArrayList<>(words);
    all.add(more);
    return all;
  }

  private static Said say(List<String> words, String option) {
    return Said.by(with(words, option).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandShowsItsOptions(List<String> words) {
    Said said = say(words, "--help");
    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith(("Usage: fedmas " + String.join(" ", words)).strip() + " ");
    assertThat(said.error()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandPrintsTheVersion(List<String> words) {
    Said said = say(words, "--version");
    assertThat(said.code()).isZero();
    assertThat(said.out().strip()).matches("fedmas \\S+");
  }
}
