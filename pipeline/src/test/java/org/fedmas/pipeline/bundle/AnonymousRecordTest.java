package org.fedmas.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.junit.jupiter.api.Test;

class AnonymousRecordTest {

  private static RunRecord anonymous(String warning) {
    return new AnonymousRecord(Set.of("IMG_7"), 10)
        .of(
            new RunRecord(
                RunRecord.FORMAT,
                "tiny",
                "/home/someone/tiny.yaml",
                "/home/someone/data",
                Json.object().put("model.weights", "/home/someone/start.pth"),
                Map.of(),
                "2026-01-01T00:00:00Z",
                "2026-01-01T01:00:00Z",
                1.0,
                1,
                0,
                List.of(warning),
                Map.of(),
                List.of()));
  }

  @Test
  void pathsLoseTheirFolders() {
    assertThat(anonymous("cannot read /home/someone/data/x.png").toString())
        .doesNotContain("someone")
        .contains("start.pth", "x.png");
  }

  @Test
  void imagesAreNotNamed() {
    assertThat(anonymous("damaged: IMG_7, of client 2").warnings())
        .containsExactly("damaged: …, of client 2");
  }

  @Test
  void smallNumbersOfImagesAreNotStated() {
    assertThat(anonymous("client 4 has fewer than 2 training images").warnings())
        .containsExactly("client 4 has fewer than 10 training images");
    assertThat(anonymous("3 lesions are shared: 7 of 4650 test images, 12 images").warnings())
        .containsExactly(
            "fewer than 10 lesions are shared: fewer than 10 of 4650 test images, 12 images");
  }
}
