package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCacheTest {

  private static final Digest A = Digest.of("a");
  private static final Digest B = Digest.of("b");

  @TempDir Path folder;

  @Test
  void keepsEveryBitAndTellsContentsApart() {
    Path file = folder.resolve("cache/scores.tsv");
    ScoreCache memory = new ScoreCache(file);
    String key = ScoreCache.key(List.of(A, B));
    memory.learn(key, 0.1 + 0.2);
    memory.learn(ScoreCache.key(List.of(A)), null);
    memory.remember();

    ScoreCache later = new ScoreCache(file);
    assertThat(later.score(key)).isEqualTo(0.1 + 0.2);
    assertThat(later.knows(ScoreCache.key(List.of(A)))).isTrue();
    assertThat(later.score(ScoreCache.key(List.of(A)))).isNull();
    assertThat(later.knows(ScoreCache.key(List.of(B, A)))).isFalse();
  }

  @Test
  void damageIsForgotten() throws Exception {
    Path file = Files.writeString(folder.resolve("scores.tsv"), "x\n" + A.hex() + "\tzz\n");
    assertThat(new ScoreCache(file).knows(A.hex())).isFalse();
  }
}
