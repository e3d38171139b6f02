package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.detail.DataCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChecksTest {

  @TempDir Path folder;

  private List<String> findings(String check, String... warnings) throws IOException {
    return new DataChecks(folder, List.of(warnings))
        .read().stream()
            .filter(one -> one.name().equals(check))
            .map(DataCheck::findings)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aCleanRunHasChecksWithoutFindings() throws IOException {
    assertThat(new DataChecks(folder, List.of("client 3 is small")).read())
        .hasSize(5)
        .allSatisfy(check -> assertThat(check.findings()).isEmpty());
  }

  @Test
  void unreadableImagesAreCountedByReasonAndClient() throws IOException {
    Files.writeString(
        folder.resolve("unreadable-images.tsv"),
        "image\tclient\tfile\treason\nmiller_a\t0\t/x/a.jpg\tis empty\nb\t0\t/x/b.jpg\tis empty\n"
            + "c\t4\t/x/c.jpg\tis empty\nd\t1\t/x/d.jpg\tis not a picture\n");

    assertThat(findings("Images that do not decode"))
        .containsExactly(
            "is empty: 2 of client 0, 1 of client 4", "is not a picture: 1 of client 1");
  }

  @Test
  void namesOfImagesStayOut() throws IOException {
    assertThat(
            findings(
                "Equal files",
                "2 images with the same bytes as another image, first: miller_a (x) and b (x)"))
        .containsExactly("2 images with the same bytes as another image");
    assertThat(
            findings(
                "Images decoded in part",
                "1 image has damaged JPEG data, decoded as far as possible: miller_a (early end)"))
        .containsExactly("1 image has damaged JPEG data, decoded as far as possible");
  }
}
