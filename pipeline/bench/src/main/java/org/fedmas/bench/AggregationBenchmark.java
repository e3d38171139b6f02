package org.fedmas.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.aggregation.CountRounding;
import org.fedmas.aggregation.WeightedModel;
import org.fedmas.aggregation.WeightedSum;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.StageName;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.SafetensorsFile;

/** Summing many clients' states, against reading the same files through the same reader. */
final class AggregationBenchmark implements Benchmark {

  private static final String READING = "reading the same states";

  @Override
  public String name() {
    return "aggregation";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    int clients = bench.quick() ? 50 : 1000;
    Path model =
        Units.plain(bench, 1).prepared(StageName.PARTITION).startModel().resolve(ModelFiles.MODEL);
    Path target = bench.work().resolve("sum.safetensors");
    List<WeightedModel> models = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      models.add(new WeightedModel(new ClientId(k), model, 1.0 / clients));
    }
    List<Long> peaks = new ArrayList<>();
    List<Side> sides =
        List.of(
            new Side(
                "fedmas aggregation",
                () -> {
                  resetPeaks();
                  Cost cost =
                      Meter.of(
                          clients,
                          () -> new WeightedSum(models, CountRounding.ROUNDED).writeTo(target));
                  peaks.add(peak());
                  return cost;
                }),
            new Side(READING, () -> Meter.of(clients, () -> read(model, clients))));
    read(model, 5);
    new WeightedSum(
            models.subList(0, 1).stream().map(m -> whole(m)).toList(), CountRounding.ROUNDED)
        .writeTo(target);
    return Finding.interleaved(
            name(), "state", bench.turns(), sides, List.of(new Claim(READING, 1.5)))
        .with(
            clients
                + " states of "
                + Files.size(model) / 1_000_000
                + " MB (one file again and again, in the page cache)")
        .with(
            "peak of the Java heap: "
                + peaks.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000_000
                + " MB, garbage included");
  }

  private static WeightedModel whole(WeightedModel model) {
    return new WeightedModel(model.client(), model.file(), 1);
  }

  /** Tensor by tensor through all states, as the sum goes. */
  private static long read(Path model, int clients) throws Exception {
    List<SafetensorsFile> files = new ArrayList<>();
    long bytes = 0;
    try {
      for (int k = 0; k < clients; k++) {
        files.add(SafetensorsFile.open(model));
      }
      for (String name : files.get(0).names()) {
        for (SafetensorsFile file : files) {
          bytes += file.tensor(name).data().length;
        }
      }
    } finally {
      for (SafetensorsFile file : files) {
        file.close();
      }
    }
    return bytes;
  }

  private static void resetPeaks() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
