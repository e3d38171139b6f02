package org.fedmas.pipeline.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShardViewTest {

  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;

  private ShardView view(ProgressStyle style) {
    return new ShardView(new PrintStream(bytes, true, StandardCharsets.UTF_8), style, () -> now);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aShortPassIsSilent() {
    ShardView view = view(ProgressStyle.LINES);
    now = SECOND / 2;
    view.read(1, 2);
    now = 2 * SECOND;
    view.read(2, 2);

    assertThat(printed()).isEmpty();
  }

  @Test
  void aLongPassHasALineEveryTenSeconds() {
    ShardView view = view(ProgressStyle.LINES);
    for (int shard = 1; shard <= 25; shard++) {
      now = shard * SECOND;
      view.read(shard, 26);
    }

    assertThat(printed().lines())
        .hasSize(3)
        .contains("  reading the training images once, to warn of others: 11 of 26 shards");
  }

  @Test
  void theBarIsErasedAtTheEnd() {
    ShardView view = view(ProgressStyle.BAR);
    now = 2 * SECOND;
    view.read(1, 2);
    int drawn = printed().length();
    view.read(2, 2);

    assertThat(printed().substring(drawn)).contains("\u001b[1A").doesNotContain("shards");
  }

  @Test
  void withoutProgressItIsSilent() {
    ShardView view = view(ProgressStyle.NONE);
    now = 60 * SECOND;
    view.read(1, 2);

    assertThat(printed()).isEmpty();
  }
}
