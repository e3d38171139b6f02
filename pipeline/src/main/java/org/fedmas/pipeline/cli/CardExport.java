package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.inputs.Licence;
import org.fedmas.pipeline.housekeeping.RunCrate;
import org.fedmas.pipeline.workflow.MethodSummary;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.card.CardFacts;
import org.fedmas.results.card.ModelCard;
import org.fedmas.results.page.DataWarnings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/**
 * The export of a run's model card.
 *
 * @param smallCells whether counts below {@code report.minimum-cell} are shown
 */
record CardExport(Settings settings, RecordedRun run, RunFolder place, boolean smallCells) {

  private static final String OWNER = "%s: licence to be stated by the owner";

  void write(Path target) throws IOException {
    RunMetrics metrics = RunMetrics.read(place.folder().resolve(RunResults.METRICS));
    RunRecord record =
        RunRecord.read(place.folder())
            .orElseThrow(() -> new MissingInputException("run not found: " + place.name()));
    int minimum = EvidenceSettings.recorded(record.config()).minimumCell();
    CardFacts facts =
        new CardFacts(
            settings.data().dataSet().id(),
            MethodSummary.of(settings),
            settings.model().network().backbone().id(),
            RunCrate.withoutFolders(record.config().path("model.weights")),
            metrics.rounds().size(),
            licences(record),
            training(metrics),
            smallCells ? 1 : minimum,
            record.warnings().stream().filter(text -> text.contains(DataWarnings.LEAK)).toList(),
            record.environment().getOrDefault("fedmas", "unknown"));
    String text = new ModelCard(metrics, facts).text();
    DurableFiles.local().replace(target, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> licences(RunRecord record) {
    Set<String> titles = new LinkedHashSet<>();
    String kind = settings.data().dataSet().id();
    switch (kind) {
      case "flamby-isic" -> {
        titles.add(Licence.ISIC_2019.title());
        titles.add(Licence.HAM10000.title());
        titles.add(Licence.FLAMBY.title());
      }
      case "hyper-kvasir" -> titles.add(Licence.HYPER_KVASIR.title());
      case "sample" -> titles.add("generated pictures: Apache 2.0");
      default -> titles.add(OWNER.formatted("data set " + kind));
    }
    String start = RunCrate.withoutFolders(record.config().path("model.weights"));
    if (start.equals("imagenet")) {
      titles.add(Licence.TORCHVISION.title());
    } else if (!start.equals("seeded")) {
      titles.add(OWNER.formatted("weights " + start));
    }
    if (settings.training().local().aligned()) {
      auxiliary(record, titles);
    }
    return List.copyOf(titles);
  }

  private static void auxiliary(RunRecord record, Set<String> titles) {
    String network = record.config().path("auxiliary.network").asText();
    String weights = RunCrate.withoutFolders(record.config().path("auxiliary.weights"));
    if (weights.equals("seeded") || weights.equals("pretrain")) {
      return;
    }
    if (weights.equals("sample")) {
      titles.add("auxiliary weights sample: Apache 2.0");
      return;
    }
    if (network.startsWith("dinov2")) {
      titles.add(Licence.DINOV2.title());
    } else if (network.startsWith("dino")) {
      titles.add(Licence.DINO.title());
    } else if (network.startsWith("clip")) {
      titles.add(Licence.CLIP.title());
    } else if (weights.equals("moco-v2")) {
      titles.add(Licence.MOCO_V2.title());
    } else if (weights.equals("imagenet")) {
      titles.add(Licence.TORCHVISION.title());
    } else {
      titles.add(OWNER.formatted("auxiliary weights " + weights));
    }
  }

  /** Returns the numbers of training images per client and class. */
  private List<List<Integer>> training(RunMetrics metrics) throws IOException {
    Manifest partition =
        run.manifest(RunUnits.PARTITION)
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "run %s: found no partition. Continue the run first"
                            .formatted(place.name())));
    int[][] counts = new int[metrics.clients().size()][metrics.classes().size()];
    try (OpenArtifact open = place.store().openSummaries(partition)) {
      for (PartitionRow row : PartitionTable.read(open.file(PartitionTable.FILE))) {
        if (row.part() == Part.TRAIN && row.client() < counts.length) {
          counts[row.client()][row.label()]++;
        }
      }
    }
    List<List<Integer>> table = new ArrayList<>();
    for (int[] row : counts) {
      table.add(Arrays.stream(row).boxed().toList());
    }
    return table;
  }
}
