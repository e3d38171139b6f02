package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.fedmas.inputs.DataSource;
import org.fedmas.inputs.FetchListener;
import org.fedmas.inputs.FetchStep;

/** A view of a fetch: one bar over all files on a terminal, a line every 10 seconds elsewhere. */
public final class FetchView implements FetchListener {

  /**
   * The download of one file.
   *
   * @param first bytes that an earlier process had received
   * @param extra announced length minus the length known before
   */
  private record Received(long first, long done, long extra) {}

  private final PrintStream out;
  private final ProgressStyle style;
  private final PacedBar bar;
  private final Map<DataSource, Received> received = new ConcurrentHashMap<>();
  private long expected;

  public FetchView(PrintStream out, ProgressStyle style) {
    this(out, style, System::nanoTime);
  }

  FetchView(PrintStream out, ProgressStyle style, LongSupplier nanos) {
    this.out = out;
    this.style = style;
    this.bar = new PacedBar(out, style, nanos, PacedBar.pace(style));
  }

  @Override
  public synchronized void starts(int files, long bytes) {
    expected = bytes;
    if (style != ProgressStyle.NONE) {
      out.printf(Locale.ROOT, "fetch: %d files, about %.1f GB%n", files, bytes / 1e9);
    }
  }

  @Override
  public synchronized void at(DataSource source, FetchStep step, long done, long total) {
    if (step == FetchStep.DOWNLOAD) {
      long extra = total > 0 ? total - source.bytes() : 0;
      received.merge(
          source,
          new Received(done, done, extra),
          (before, now) -> new Received(before.first(), done, extra));
    }
    if (!bar.isDue()) {
      return;
    }
    String doing = step == FetchStep.DOWNLOAD ? "" : step.name().toLowerCase(Locale.ROOT) + " ";
    String share = total > 0 ? String.format(Locale.ROOT, " %.0f %%", 100.0 * done / total) : "";
    show(doing + source.name() + share);
  }

  private void show(String current) {
    long all = expected;
    long sum = 0;
    long fresh = 0;
    for (Received file : received.values()) {
      all += file.extra();
      sum += file.done();
      fresh += file.done() - file.first();
    }
    double rate = fresh / bar.seconds();
    String left =
        rate > 0 ? ", " + ConsoleProgress.duration(Math.max(0, all - sum) / rate) + " left" : "";
    String counts = String.format(Locale.ROOT, "%.0f MB, %.1f MB/s", sum / 1e6, rate / 1e6) + left;
    bar.show(Math.min(1, sum / (double) Math.max(1, all)), counts, List.of(current));
  }

  @Override
  public synchronized void notice(String text) {
    if (style != ProgressStyle.NONE) {
      bar.clear();
      out.println("  " + text);
    }
  }

  @Override
  public synchronized void ends() {
    bar.clear();
  }
}
