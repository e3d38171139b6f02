package org.fedmas.pipeline.executors.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildIdentityTest {

  private static final Map<String, String> CLASSES =
      Map.of("org/fedmas/contract/A.class", "a", "org/fedmas/pipeline/B.class", "b");

  @TempDir Path folder;

  @Test
  void theSameClassesInJarsOrFoldersAreTheSameBuild() throws IOException {
    Path jar = jar("fedmas-all-1.jar", CLASSES);
    Path classes = folder.resolve("x/classes");
    for (Map.Entry<String, String> file : CLASSES.entrySet()) {
      Files.createDirectories(classes.resolve(file.getKey()).getParent());
      Files.writeString(classes.resolve(file.getKey()), file.getValue());
    }

    assertThat(identity(jar).build()).isEqualTo(identity(classes).build());
  }

  @Test
  void anotherByteIsAnotherBuild() throws IOException {
    Map<String, String> changed = new TreeMap<>(CLASSES);
    changed.put("org/fedmas/pipeline/B.class", "c");
    BuildIdentity driver = identity(jar("fedmas-all-1.jar", CLASSES));
    BuildIdentity worker = identity(jar("fedmas-all-2.jar", changed));

    assertThat(driver.missingFrom(worker))
        .contains("another build", driver.build(), worker.build());
    assertThat(driver.missingFrom(driver)).isEmpty();
  }

  @Test
  void benchmarksAndTestsDoNotCount() throws IOException {
    BuildIdentity driver = identity(jar("fedmas-all-1.jar", CLASSES));
    BuildIdentity bench =
        identity(
            jar("fedmas-all-1.jar", CLASSES),
            jar("fedmas-bench-1.jar", Map.of("org/fedmas/bench/C.class", "c")));

    assertThat(bench.missingFrom(driver)).isEmpty();
  }

  @Test
  void librariesMustHaveTheSameVersion() throws IOException {
    Path ours = jar("fedmas-all-1.jar", CLASSES);
    Path used = jar("djl-1.jar", Map.of());
    Path other = jar("djl-2.jar", Map.of());
    Path log = jar("slf4j-simple-2.jar", Map.of());
    BuildIdentity driver = identity(ours, used, log);

    assertThat(driver.missingFrom(identity(ours, other))).contains("it lacks djl-1.jar");
    assertThat(driver.missingFrom(identity(ours, used, other))).isEmpty();
  }

  private static BuildIdentity identity(Path... elements) {
    StringBuilder path = new StringBuilder();
    for (Path element : elements) {
      path.append(path.isEmpty() ? "" : File.pathSeparator).append(element);
    }
    return BuildIdentity.of(path.toString());
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/"));
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new JarEntry(file.getKey()));
        out.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
