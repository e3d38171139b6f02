package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes docs/results.md again from the stored results: every figure and picture on it. */
class ResultsPageTest {

  private static final Path PAGE = Launcher.root().resolve("docs/results.md");

  /** A block with content; its first word names the experiment. */
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^<!-- begin: (.+) -->\n(?s:.*?)^<!-- end: \\1 -->$");

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void everyBlockFollowsFromTheStoredResults() throws Exception {
    String page = Files.readString(PAGE);
    Path copy = folder.resolve("results.md");
    Files.writeString(copy, BLOCK.matcher(page).replaceAll("<!-- begin: $1 -->\n<!-- end: $1 -->"));
    for (String experiment : experiments(page)) {
      Launcher.in(folder)
          .run("experiments", file(experiment), "--table", "--page", copy.toString())
          .exits(0);
    }
    assertThat(Files.readString(copy)).isEqualTo(page);
    assertThat(pictures(folder.resolve("results")))
        .isNotEmpty()
        .isEqualTo(pictures(Launcher.root().resolve("docs/results")));
  }

  /** Returns the experiments that have blocks on the page. */
  private static Set<String> experiments(String page) {
    return BLOCK
        .matcher(page)
        .results()
        .map(block -> block.group(1).split(" ")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the file of an experiment: isic84-length → configs/isic84/experiments-length.yaml. */
  private static String file(String experiment) {
    String name = experiment.replaceFirst("^isic84", "experiments") + ".yaml";
    return Launcher.root().resolve("configs/isic84").resolve(name).toString();
  }

  /** Returns the text of every picture below a folder by its relative path. */
  private static Map<String, String> pictures(Path below) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".svg")).toList()) {
        texts.put(below.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
