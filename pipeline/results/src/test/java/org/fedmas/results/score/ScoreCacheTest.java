package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCacheTest {

  private static final Digest A = Digest.of("a");
  private static final Digest B = Digest.of("b");

  @TempDir Path folder;

  @Test
  void keepsEveryBitAndTellsContentsApart() {
    Path file = folder.resolve("cache/scores.tsv");
    ScoreCache cache = new ScoreCache(file, DurableFiles.local());
    String key = ScoreCache.key(List.of(A, B));
    cache.put(key, 0.1 + 0.2);
    cache.put(ScoreCache.key(List.of(A)), null);
    cache.save();

    ScoreCache later = new ScoreCache(file, DurableFiles.local());
    assertThat(later.score(key)).isEqualTo(0.1 + 0.2);
    assertThat(later.contains(ScoreCache.key(List.of(A)))).isTrue();
    assertThat(later.score(ScoreCache.key(List.of(A)))).isNull();
    assertThat(later.contains(ScoreCache.key(List.of(B, A)))).isFalse();
  }

  @Test
  void damageIsForgotten() throws Exception {
    Path file = Files.writeString(folder.resolve("scores.tsv"), "x\n" + A.hex() + "\tzz\n");
    assertThat(new ScoreCache(file, DurableFiles.local()).contains(A.hex())).isFalse();
  }
}
