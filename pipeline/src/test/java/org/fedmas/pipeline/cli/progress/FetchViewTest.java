package org.fedmas.pipeline.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.fedmas.inputs.ContentCheck;
import org.fedmas.inputs.DataSource;
import org.fedmas.inputs.FetchStep;
import org.junit.jupiter.api.Test;

/** Tests of the display of a fetch, on a terminal and in a log file. */
class FetchViewTest {

  private static final long SECOND = 1_000_000_000L;
  private static final DataSource FILE =
      new DataSource(
          "weights",
          URI.create("http://localhost/weights"),
          100_000_000,
          new ContentCheck.HashStart("SHA-256", "00"),
          List.of());

  private final Screen screen = new Screen();
  private long now;

  private FetchView view(ProgressStyle style) {
    FetchView view = new FetchView(screen.stream(), style, () -> now);
    view.starts(1, 100_000_000);
    return view;
  }

  private void at(FetchView view, long seconds, FetchStep step, long megabytes) {
    now = seconds * SECOND;
    view.at(FILE, step, megabytes * 1_000_000, 200_000_000);
  }

  @Test
  void aTerminalShowsOneBarWithTheRate() {
    FetchView view = view(ProgressStyle.BAR);
    at(view, 1, FetchStep.DOWNLOAD, 20);
    at(view, 10, FetchStep.DOWNLOAD, 120);
    assertThat(screen.lines())
        .containsExactly(
            "fetch: 1 files, about 0.1 GB",
            "   60% [==============>         ] 120 MB, 10.0 MB/s, 8 s left",
            "    weights 60 %");
  }

  @Test
  void noticesStayAndTheBarEnds() {
    FetchView view = view(ProgressStyle.BAR);
    at(view, 1, FetchStep.DOWNLOAD, 20);
    view.notice("weights is complete");
    view.ends();
    assertThat(screen.lines())
        .containsExactly("fetch: 1 files, about 0.1 GB", "  weights is complete");
  }

  @Test
  void aLogFileHasALineEveryTenSeconds() {
    FetchView view = view(ProgressStyle.LINES);
    at(view, 9, FetchStep.DOWNLOAD, 20);
    at(view, 20, FetchStep.DOWNLOAD, 120);
    at(view, 31, FetchStep.CHECK, 200);
    assertThat(String.join("", screen.lines()))
        .contains("  120 MB, 5.0 MB/s, 16 s left; weights 60 %")
        .endsWith("; check weights 100 %");
  }
}
