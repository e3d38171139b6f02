package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the configurations in {@code docs/your-own-images.md}. */
class TutorialTest {

  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FETCHED = Pattern.compile("--only (\\S+?)[\"\\s]");

  @TempDir Path folder;

  private String page = "";
  private Path data = Path.of(".");

  @BeforeEach
  void read() throws IOException {
    Path root = Path.of(System.getProperty("fedmas.root", ".."));
    page = Files.readString(root.resolve("docs/your-own-images.md"));
    data = folder.resolve("my-data");
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).toList();
  }

  private ConfigNeeds needs(int block) throws IOException {
    Path config = folder.resolve(block + ".yaml");
    Files.writeString(config, found(YAML, page).get(block));
    return ConfigNeeds.of(config, data);
  }

  @Test
  void theFirstConfigurationNeedsNoDownload() throws IOException {
    assertThat(needs(0).problem()).isNull();
    assertThat(needs(0).files()).isEmpty();
  }

  @Test
  void theRealConfigurationNeedsWhatThePageFetches() throws IOException {
    assertThat(needs(1).problem()).isNull();
    assertThat(needs(1).files())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(found(FETCHED, page));
  }
}
