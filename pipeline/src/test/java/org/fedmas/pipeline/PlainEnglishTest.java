package org.fedmas.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that comments and messages of main code follow the rules of plain English. */
class PlainEnglishTest {

  private static final Path ROOT = Path.of(System.getProperty("fedmas.root", ".."));

  @Test
  void mainSourcesHaveNoFindings() throws IOException {
    List<String> findings = new ArrayList<>();
    List<Path> sources = sources();
    for (Path file : sources) {
      String name = ROOT.relativize(file).toString();
      findings.addAll(EnglishReader.findings(name, Files.readString(file)));
    }
    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** What the unit reads. */ final class A {}",
        "/** The same without dropout. */ int a;",
        "/** It is compared. */ COMPARE,",
        "/**\n * Which clients train.\n *\n * @param a text\n */\nrecord A(int a) {}",
        "/** How often each part was seen. */\npackage a;",
        "/** The number of images. */ int images();",
        "/** Everything. */ static A all() {",
        "/** Images of a client. */\n  @Override\n  public List<Map<A, B>> images(int client) {",
        "/** A copy. */ @Named(\"a (b)\") private <T extends A> T copy(T a) {",
        "/** A reader of files. */ public Reader(Path file) {",
        "/** Reads a file that nobody else reads. */ void read();",
        "/** Returns the file; empty if it is no file. */ void read();",
        "/** Starts the worker anew. */ void start();",
        "throw new A(\"there is no run \" + name);",
        "warn(\"Flink gives up\");",
        "/** Null if absent. */ public @Nullable A a() {",
        "throw new A(\"a is no ZIP archive\");",
        "throw new A(\"\"\"\n    x\n    nobody trains\n    \"\"\");",
      })
  void theReaderFinds(String source) {
    assertThat(EnglishReader.findings("A.java", source)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** The files of a unit. */ final class A {}",
        "/** A bounded cache. */ record A(int a) { void b() {} }",
        "/** Units per stage. */ private final Map<A, B> units = units(a);",
        "/** A ZIP archive. */ ZIP(\"zip\"),",
        "/** The key. */ public static final String KEY = \"a\";",
        "/** Returns the number of images. */ int images();",
        "/** Re-hashes every file. */ @Override public void verify(Path a) {",
        "/** Creates a reader. */ public Reader(Path file) {",
        "/** {@inheritDoc} */ public void close() {",
        "/** @param a text */ void b(int a);",
        "/** Returns the unit, which is no longer stored. */ A unit();",
        "// there is nothing to do\nint a = '\"' + 1; String b = \"is not a ZIP archive\";",
      })
  void theReaderAccepts(String source) {
    assertThat(EnglishReader.findings("A.java", source)).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String tree : List.of("stages", "pipeline")) {
      try (Stream<Path> walk = Files.walk(ROOT.resolve(tree))) {
        walk.filter(file -> file.toString().endsWith(".java"))
            .filter(file -> file.toString().contains("/src/main/"))
            .sorted()
            .forEach(sources::add);
      }
    }
    return sources;
  }
}
