package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.ReportExample;
import org.fedmas.results.report.Selection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of the size of a page as large as that of a published run. */
@Tag("e2e")
class ReportSizeTest {

  private static final long MOST_BYTES = 10_000_000;

  @Test
  void aHundredRoundsAreOneSmallFile(@TempDir Path folder) throws Exception {
    RunFolder place = RunExample.write(folder, 4650, 100, Selection.VALIDATION);
    Path file = folder.resolve("report.html");

    RunReport.write(
        place,
        file,
        ReportExample.facts("example", Selection.VALIDATION, 100, List.of()),
        Map.of());

    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
  }
}
