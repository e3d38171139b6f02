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

  private final PacedBar bar;

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
    this.bar = new PacedBar(out, style, clock, FIRST_NANOS);
  }

  @Override
  public void read(int read, int shards) {
    if (read == shards) {
      bar.clear();
    } else if (bar.isDue()) {
      String text =
          "reading the training images once, to warn of others: %s of %s shards"
              .formatted(read, shards);
      bar.show((double) read / shards, text, List.of());
    }
  }
}
