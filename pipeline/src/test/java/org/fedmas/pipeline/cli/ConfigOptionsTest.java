package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.record.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConfigOptionsTest {

  @Command(name = "test")
  private static final class Holder {
    @Mixin ConfigOptions options = new ConfigOptions();
  }

  @TempDir Path folder;

  @Test
  void withoutOptionsNoRunIsNamed() {
    assertThat(options().namedRun()).isEmpty();
  }

  @Test
  void aRunIsNamedAfterConfigurationFoldAndSeed() {
    assertThat(options("--fold", "3", "--set", "seed=7").namedRun()).contains("sample-fold3-seed7");
  }

  @Test
  void aGivenNameWins() {
    assertThat(options("--fold", "3", "--run", "mine").namedRun()).contains("mine");
  }

  @Test
  void aNameLongerThanFilesMayHaveIsRefused() {
    assertThat(options("--run", "x".repeat(150)).namedRun()).isPresent();
    assertThatThrownBy(() -> options("--run", "x".repeat(151)).namedRun())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found a name of 151 bytes, expected at most 150");
  }

  @Test
  void aLongNameOfAConfigurationIsRefused() throws Exception {
    Path config = Files.writeString(folder.resolve("x".repeat(200) + ".yaml"), "rounds: 1\n");
    assertThatThrownBy(() -> options("--config", config.toString()).namedRun())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found a name of 212 bytes")
        .hasMessageContaining("name the run with --run");
  }

  @Test
  void optionsOverrideTheConfiguration() {
    assertThat(options("--rounds", "5").settings().run().rounds()).isEqualTo(5);
  }

  @Test
  void theRunCommandRepeatsTheOptions() {
    assertThat(command(3, "--fold", "2", "--set", "training.terms=[]"))
        .endsWith(" run --fold 2 --set 'training.terms=[]' --rounds 3 --run a");
  }

  @Test
  void theRunCommandOmitsDefaults() {
    assertThat(command(null)).endsWith(" run --run a");
  }

  private String command(Integer rounds, String... words) {
    return options(words).runCommand(new RunFolder("a", folder, folder), rounds);
  }

  private static ConfigOptions options(String... words) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(words);
    return holder.options;
  }
}
