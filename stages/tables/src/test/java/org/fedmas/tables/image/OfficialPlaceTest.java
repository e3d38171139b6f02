package org.fedmas.tables.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialPlaceTest {

  @TempDir Path folder;

  @Test
  void placesAreKeptByTheIndex() throws IOException {
    List<IndexRow> rows = new ArrayList<>();
    for (int fold = 0; fold < 12; fold++) {
      rows.add(
          new IndexRow("i" + fold, 0, 0, null, new OfficialPlace(fold), Digest.of("x" + fold)));
    }
    rows.add(new IndexRow("none", 0, 0, "lesion", null, Digest.of("y")));
    Path file = folder.resolve(ImageIndexTable.FILE);
    ImageIndexTable.write(file, rows);
    assertThat(ImageIndexTable.read(file)).isEqualTo(rows);
  }

  @Test
  void wordsOfOneSplitAreTrainAndTest() {
    assertThat(OfficialPlace.TRAIN.word()).isEqualTo("train");
    assertThat(OfficialPlace.TEST.word()).isEqualTo("test");
    assertThat(new OfficialPlace(4).word()).isEqualTo("fold-4");
    assertThat(OfficialPlace.TEST.isTest(1)).isTrue();
    assertThat(OfficialPlace.TRAIN.isTest(1)).isFalse();
    for (String word : new String[] {"validation", "fold-0", "fold-", "Train", "fold-01"}) {
      assertThatThrownBy(() -> OfficialPlace.of(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(word);
    }
  }
}
