package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.export.AveragedModel;
import org.fedmas.pipeline.export.GlobalModels;
import org.fedmas.pipeline.export.ModelWriter;
import org.fedmas.results.record.RunFolder;
import org.fedmas.tables.model.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * The export of the mean of several models.
 *
 * @param average {@code folds}, or {@code last-K} with K of 2 or more
 * @param single whether the run has one model for all clients
 */
record AverageExport(ModelWriter writer, String average, boolean single) {

  private static final String LAST = "last-";

  /**
   * Writes the mean to the target and prints a line.
   *
   * @param until the last of the averaged rounds; null for the mean over folds
   */
  void write(@Nullable Round until, Path target) throws IOException {
    if (!single) {
      throw new ConfigException(
          "--average %s: found a model per client, expected one model for all clients"
              .formatted(average));
    }
    RunFolder place = writer.place();
    if (until == null) {
      List<RunFolder> folds = GlobalModels.folds(place);
      write(
          GlobalModels.selected(folds),
          "the selected models of "
              + String.join(", ", folds.stream().map(RunFolder::name).toList()),
          target);
    } else {
      int count = Integer.parseInt(average.substring(LAST.length()));
      write(
          GlobalModels.lastRounds(writer.run(), place, until, count),
          "rounds %s to %s of %s"
              .formatted(until.number() - count + 1, until.number(), place.name()),
          target);
    }
  }

  private void write(List<ModelState> models, String what, Path target) throws IOException {
    ModelState mean = AveragedModel.of(models);
    writer.write(mean, mean.digest().toString(), target);
    Console.out(
        String.format(
            Locale.ROOT,
            "exported the average of %s to %s: %.1f MB, state %s",
            what,
            target,
            ExportedSize.of(target) / 1e6,
            mean.digest()));
  }
}
