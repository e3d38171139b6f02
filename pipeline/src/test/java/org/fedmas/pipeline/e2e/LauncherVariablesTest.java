package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the launcher under variables and paths that Java itself would answer without a hint. */
@Tag("e2e")
class LauncherVariablesTest {

  @TempDir Path folder;

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    version(Map.of("JAVA_HOME", "/opt/nothing"))
        .exits(2)
        .says("error: JAVA_HOME=/opt/nothing: found no program bin/java in it");
  }

  /** A folder of documents, or the parent of several JDKs, has no program at that path. */
  @Test
  void aJavaHomeWhoseJavaIsAFolderIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("home/bin/java"));
    version(Map.of("JAVA_HOME", folder.resolve("home").toString()))
        .exits(2)
        .says("JAVA_HOME=", "found no program bin/java in it");
  }

  @Test
  void anOlderJavaIsNamed() throws Exception {
    Path java = folder.resolve("jdk8/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("jdk8/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    version(Map.of("JAVA_HOME", folder.resolve("jdk8").toString()))
        .exits(2)
        .says("found Java 1.8.0_402, expected Java 17 or later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3GB", "3", "3 g", "1m", "-3g", "lots", "0g", "99999999999g"})
  void aWrongHeapIsNamed(String heap) throws Exception {
    version(Map.of("FEDMAS_HEAP", heap))
        .exits(2)
        .says("error: FEDMAS_HEAP=" + heap + ": expected the size of the heap", "such as");
  }

  @Test
  void aCheckoutMayHaveAColonInItsPath() throws Exception {
    Path pipeline = folder.resolve("a:b/pipeline");
    Files.createDirectories(pipeline.resolve("target"));
    Path script =
        Files.copy(Launcher.root().resolve("pipeline/fedmas"), pipeline.resolve("fedmas"));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path target = Launcher.root().resolve("pipeline/target");
    Files.createSymbolicLink(pipeline.resolve("target/lib"), target.resolve("lib"));
    try (var jars = Files.newDirectoryStream(target, "fedmas-pipeline-*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, pipeline.resolve("target").resolve(jar.getFileName()));
      }
    }
    Map<String, String> environment = Map.of("FEDMAS_CACHE", folder.resolve("cache").toString());
    new Launcher(script, folder, environment).run("version").exits(0);
    new Launcher(script, folder, Map.of("FEDMAS_CACHE", folder.resolve("c:d").toString()))
        .run("version")
        .exits(2)
        .says("the path has a colon");
  }

  @Test
  void withoutAFolderForNativeLibrariesARunSaysSo() throws Exception {
    TinyRun.in(folder);
    Map<String, String> nowhere = Map.of("FEDMAS_CACHE", "/proc/none", "TMPDIR", "/proc/none");
    Outcome outcome =
        new Launcher(Launcher.root().resolve("pipeline/fedmas"), folder, nowhere)
            .run("run", "--config", "tiny.yaml", "--artifacts", "artifacts")
            .exits(5)
            .says("native libraries: found no folder to unpack them to", "FEDMAS_CACHE=DIR");
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  /** Checks that colours are for terminals that know them; script gives the command a terminal. */
  @ParameterizedTest
  @CsvSource({"TERM=xterm, true", "TERM=dumb, false", "TERM=, false"})
  void aTerminalWithoutEscapeCodesGetsPlainText(String terminal, boolean colours) throws Exception {
    assumeThat(Path.of("/usr/bin/script")).as("the command script").exists();
    String command = terminal + " '" + Launcher.root().resolve("pipeline/fedmas") + "' --help";
    Process process =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(shown).contains("Usage:");
    assertThat(shown.contains("\u001b")).isEqualTo(colours);
  }

  private Outcome version(Map<String, String> environment) throws Exception {
    return new Launcher(Launcher.root().resolve("pipeline/fedmas"), folder, environment)
        .run("version");
  }
}
