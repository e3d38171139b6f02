package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;
import org.fedmas.pipeline.model.ShardListener;

/**
 * A view of the pass over a run's training images: a bar on a terminal, a line every 10 seconds
 * elsewhere, and nothing in the first second.
 */
public final class ShardView implements ShardListener {

  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final ProgressStyle style;
  private final Bar bar;
  private final LongSupplier clock;
  private long next;

  /** Creates the view of a pass that begins now. */
  public ShardView(PrintStream out, ProgressStyle style) {
    this(out, style, System::nanoTime);
  }

  /**
   * Creates the view with another clock.
   *
   * @param clock returns nanoseconds
   */
  ShardView(PrintStream out, ProgressStyle style, LongSupplier clock) {
    this.out = out;
    this.style = style;
    this.bar = new Bar(out);
    this.clock = clock;
    this.next = clock.getAsLong() + FIRST_NANOS;
  }

  @Override
  public void read(int read, int shards) {
    long now = clock.getAsLong();
    boolean ended = read == shards;
    if (ended) {
      bar.clear();
    }
    if (ended || style == ProgressStyle.NONE || now < next) {
      return;
    }
    String text =
        "reading the training images once, to warn of others: %s of %s shards"
            .formatted(read, shards);
    if (style == ProgressStyle.BAR) {
      bar.draw((double) read / shards, text, List.of());
    } else {
      out.println("  " + text);
      next = now + LINE_NANOS;
    }
  }
}
