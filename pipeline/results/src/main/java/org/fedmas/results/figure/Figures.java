package org.fedmas.results.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.report.ClientQuantiles;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a run as figures for papers. Their numbers are those of the run's {@code
 * metrics.json} and, for curves per class, of its {@code predictions.parquet}.
 */
public final class Figures {

  private Figures() {}

  /**
   * Writes each chart as SVG and as PNG; existing files of these names are replaced.
   *
   * @param folder created where it does not exist
   * @return names of the figures, in the order of the report
   */
  public static List<String> write(Path folder, RunResult run, DurableFiles files)
      throws IOException {
    return write(folder, of(run.metrics(), run.predictions().orElse(null)), files);
  }

  static List<String> write(Path folder, List<Figure> figures, DurableFiles files)
      throws IOException {
    Files.createDirectories(folder);
    Lettering letters = Lettering.load();
    List<String> names = new ArrayList<>();
    for (Figure figure : figures) {
      Sheet sheet = figure.chart().drawn(letters);
      svg(folder, figure, sheet, files);
      files.replace(folder.resolve(figure.name() + ".png"), PngBytes.of(sheet));
      names.add(figure.name());
    }
    return names;
  }

  /** Writes each figure as SVG alone, for pages. */
  static void writeSvg(Path folder, List<Figure> figures, DurableFiles files) throws IOException {
    Files.createDirectories(folder);
    Lettering letters = Lettering.load();
    for (Figure figure : figures) {
      svg(folder, figure, figure.chart().drawn(letters), files);
    }
  }

  private static void svg(Path folder, Figure figure, Sheet sheet, DurableFiles files)
      throws IOException {
    files.replace(
        folder.resolve(figure.name() + ".svg"),
        SvgText.of(sheet, figure.title()).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the figures of a run; charts without any number are left out. */
  static List<Figure> of(RunMetrics all, @Nullable TestPredictions predictions) {
    RunMetrics metrics = ClientQuantiles.shown(all);
    List<Figure> figures = new ArrayList<>(new RoundFigures(metrics).figures());
    figures.addAll(new ClientFigures(metrics).figures());
    RunMetrics.Selected selected = metrics.selected();
    TestScores test = selected == null ? null : selected.test();
    if (test != null) {
      figures.addAll(new TestFigures(metrics.classes(), test, predictions).figures());
    }
    return figures;
  }
}
