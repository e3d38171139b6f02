package org.fedmas.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fedmas.aggregation.sum.CountRounding;
import org.fedmas.aggregation.sum.WeightedModel;
import org.fedmas.aggregation.sum.WeightedSum;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsIndex;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tensors.Precision;

/**
 * The sum of many clients' states, compared with reading the same files into the same arrays. A few
 * distinct files have many names, so that all fit the page cache. The target is a ratio of
 * wall-clock times, because the stage uses all processors. Ratios to parallel readers and of
 * CPU-seconds are printed, too.
 */
final class AggregationBenchmark implements Benchmark {

  private static final String SUMMING = "fedmas aggregation";
  private static final String READING = "reading the same states, one thread";
  private static final String READING_AS_MANY = "reading the same states, as many threads";

  /** The number of distinct files; with fewer, reading would use the processor's cache. */
  private static final int DISTINCT = 64;

  /** The number of values per read; the sum uses the same value. */
  private static final int BLOCK = 1 << 14;

  private static final int OPEN = 64;

  @Override
  public Finding run(Bench bench) throws Exception {
    int clients = bench.quick() ? 100 : 1000;
    List<Path> files = states(bench, clients);
    Path target = bench.work().resolve("sum.safetensors");
    List<WeightedModel> models = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      models.add(new WeightedModel(new ClientId(k), files.get(k), 1.0 / clients));
    }
    long[] peak = new long[1];
    Comparison sides =
        new Comparison()
            .with(
                SUMMING,
                () -> {
                  System.gc();
                  ManagementFactory.getMemoryPoolMXBeans()
                      .forEach(MemoryPoolMXBean::resetPeakUsage);
                  Cost cost =
                      Meter.of(
                          clients,
                          () ->
                              new WeightedSum(models, CountRounding.ROUNDED)
                                  .writeTo(target, UnitProgress.none()));
                  peak[0] = Math.max(peak[0], peak());
                  return cost;
                })
            .with(READING, () -> Meter.of(clients, () -> read(files)))
            .with(READING_AS_MANY, () -> Meter.of(clients, () -> readTogether(files)));
    // compile both sides before the first turn
    read(files.subList(0, DISTINCT));
    List<WeightedModel> some =
        models.subList(0, DISTINCT).stream()
            .map(model -> new WeightedModel(model.client(), model.file(), 1.0 / DISTINCT))
            .toList();
    new WeightedSum(some, CountRounding.ROUNDED).writeTo(target, UnitProgress.none());
    return sides
        .measured("state", bench.turns(), Claim.none(READING))
        .withTime(SUMMING, new Claim(READING, 1.5))
        .withTime(SUMMING, Claim.none(READING_AS_MANY))
        .with(
            "%d states of %d MB, %d distinct files repeatedly, in the page cache",
            clients, Files.size(files.get(0)) / 1_000_000, DISTINCT)
        .with("peak of the Java heap: %d MB, garbage included", peak[0] / 1_000_000);
  }

  private static List<Path> states(Bench bench, int clients) throws Exception {
    Path model =
        Units.plain(bench, 1, Precision.FLOAT32)
            .prepared(StageName.PARTITION)
            .startModel()
            .resolve(ModelFiles.MODEL);
    List<Path> files = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      Path file = bench.work().resolve("state-" + k + ".safetensors");
      if (k < DISTINCT) {
        Files.copy(model, file);
      } else {
        Files.createLink(file, files.get(k % DISTINCT));
      }
      files.add(file);
    }
    return files;
  }

  /** Reads the files in parallel, a share per processor. */
  private static void readTogether(List<Path> files) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    int share = (files.size() + threads - 1) / threads;
    List<Callable<List<Path>>> readers = new ArrayList<>();
    for (int from = 0; from < files.size(); from += share) {
      List<Path> some = files.subList(from, Math.min(from + share, files.size()));
      readers.add(
          () -> {
            read(some);
            return some;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<List<Path>> reader : pool.invokeAll(readers)) {
        reader.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void read(List<Path> files) throws IOException {
    SafetensorsIndex first = SafetensorsIndex.of(files.get(0));
    List<SafetensorsIndex> states = new ArrayList<>();
    for (Path file : files) {
      states.add(SafetensorsIndex.of(file, first));
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(8 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    float[][] values = new float[4][BLOCK];
    for (int from = 0; from < states.size(); from += OPEN) {
      List<SafetensorsFile> open = new ArrayList<>();
      try {
        for (SafetensorsIndex state : states.subList(from, Math.min(from + OPEN, states.size()))) {
          open.add(state.open());
        }
        for (TensorLayout layout : first.layouts()) {
          read(layout, open, bytes, values);
        }
      } finally {
        for (SafetensorsFile file : open) {
          file.close();
        }
      }
    }
  }

  private static void read(
      TensorLayout layout, List<SafetensorsFile> open, ByteBuffer bytes, float[][] values)
      throws IOException {
    long elements = StoredTensor.elements(layout.shape());
    int width = layout.type().bytes();
    for (long first = 0; first < elements; first += BLOCK) {
      int count = (int) Math.min(BLOCK, elements - first);
      for (int k = 0; k < open.size(); k++) {
        bytes.clear().limit(count * width);
        open.get(k).read(layout.name(), first, bytes);
        if (width == Float.BYTES) {
          bytes.flip().asFloatBuffer().get(values[k % values.length], 0, count);
        }
      }
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
