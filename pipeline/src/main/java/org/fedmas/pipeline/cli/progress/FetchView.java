package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fedmas.inputs.DataSource;
import org.fedmas.inputs.FetchListener;
import org.fedmas.inputs.FetchStep;
import org.jspecify.annotations.Nullable;

/**
 * Shows a fetch on a stream: one bar over all files on a terminal, a line now and then elsewhere.
 */
public final class FetchView implements FetchListener {

  private static final long LINE_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final ProgressStyle style;
  private final Map<DataSource, Long> downloaded = new ConcurrentHashMap<>();
  private final Map<DataSource, Long> totals = new ConcurrentHashMap<>();
  private @Nullable ProgressBar bar;
  private long lastLine = System.nanoTime();
  private long expected;

  public FetchView(PrintStream out, ProgressStyle style) {
    this.out = out;
    this.style = style;
  }

  @Override
  public synchronized void starts(int files, long bytes) {
    expected = bytes;
    if (style == ProgressStyle.BAR) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("  fetch")
              .setInitialMax(bytes)
              .setUnit(" MB", 1_000_000)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .setUpdateIntervalMillis(200)
              .setMaxRenderedLength(120)
              .showSpeed()
              .build();
    } else if (style == ProgressStyle.LINES) {
      out.printf(Locale.ROOT, "fetch: %d files, about %.1f GB%n", files, bytes / 1e9);
    }
  }

  @Override
  public synchronized void at(DataSource source, FetchStep step, long done, long total) {
    if (step == FetchStep.DOWNLOAD) {
      downloaded.put(source, done);
      Long before = totals.put(source, total > 0 ? total : source.bytes());
      expected += total > 0 && before == null ? total - source.bytes() : 0;
    }
    long sum = downloaded.values().stream().mapToLong(Long::longValue).sum();
    String doing = step == FetchStep.DOWNLOAD ? "" : word(step) + " ";
    if (bar != null) {
      bar.maxHint(Math.max(expected, sum));
      bar.stepTo(sum);
      bar.setExtraMessage(" " + doing + share(source, done, total));
    } else if (style == ProgressStyle.LINES && System.nanoTime() - lastLine > LINE_NANOS) {
      lastLine = System.nanoTime();
      out.printf(Locale.ROOT, "  %.0f MB; %s%s%n", sum / 1e6, doing, share(source, done, total));
    }
  }

  @Override
  public synchronized void notice(String text) {
    if (style == ProgressStyle.LINES) {
      out.println("  " + text);
    }
  }

  @Override
  public synchronized void ends() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static String word(FetchStep step) {
    return step.name().toLowerCase(Locale.ROOT);
  }

  private static String share(DataSource source, long done, long total) {
    return total > 0
        ? String.format(Locale.ROOT, "%s %.0f %%", source.name(), 100.0 * done / total)
        : source.name();
  }
}
