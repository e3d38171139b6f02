package org.fedmas.bench.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.aggregation.sum.CountRounding;
import org.fedmas.aggregation.sum.WeightedModel;
import org.fedmas.aggregation.sum.WeightedSum;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitProgress;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.parquet.TableReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** File operations: shards of 64 pictures at 224 px, 64 rows of 2048 features, 10 MB states. */
@State(Scope.Thread)
public class TableKernels {

  private static final int ROWS = 64;
  private static final int WIDTH = 2048;

  private final Path folder = Path.of(System.getProperty("fedmas.bench.work", "."));
  private final RgbImage image = Noise.image(224, 224);
  private final float[] features = Noise.floats(WIDTH);
  private final ModelState state = state();
  private final Path shard = folder.resolve("kernel.parquet");
  private final Path table = folder.resolve("kernel.arrow");
  private final Path model = folder.resolve("kernel.safetensors");
  private final Path scratch = folder.resolve("kernel.scratch");
  private final byte[] megabyte = new byte[1 << 20];

  @Setup
  public void files() throws IOException {
    Files.createDirectories(folder);
    writeShard(shard);
    writeFeatures(table);
    Safetensors.write(model, state);
  }

  @Benchmark
  public void parquetWrite() throws IOException {
    writeShard(scratch);
  }

  @Benchmark
  public long parquetRead() throws IOException {
    long bytes = 0;
    try (TableReader<ImageRow> rows = ImageShard.read(shard)) {
      while (rows.hasNext()) {
        bytes += rows.next().pixels().length;
      }
    }
    return bytes;
  }

  @Benchmark
  public void arrowWrite() throws IOException {
    writeFeatures(scratch);
  }

  @Benchmark
  public double arrowRead() throws IOException {
    FeatureTable open = FeatureTable.open(List.of(table));
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += open.features("image-" + row, 0)[row];
    }
    return sum;
  }

  @Benchmark
  public void safetensorsWrite() throws IOException {
    Safetensors.write(scratch, state);
  }

  @Benchmark
  public ModelState safetensorsRead() throws IOException {
    return Safetensors.read(model);
  }

  /** Averages six states of 10 MB. */
  @Benchmark
  public void weightedAverageOfSix() throws IOException {
    List<WeightedModel> models =
        IntStream.range(0, 6)
            .mapToObj(k -> new WeightedModel(new ClientId(k), model, 1.0 / 6))
            .toList();
    new WeightedSum(models, CountRounding.ROUNDED).writeTo(scratch, UnitProgress.none());
  }

  @Benchmark
  public Digest digestOfOneMegabyte() {
    return Digest.of(megabyte);
  }

  private void writeShard(Path file) throws IOException {
    Digest digest = Digest.of("picture");
    try (ImageShardWriter writer = new ImageShardWriter(file)) {
      for (int row = 0; row < ROWS; row++) {
        writer.write(
            new ImageRow(
                new ImageHeader("image-" + row, 0, 0, null, 1024, 1024, digest, 224, 224),
                image.pixels()));
      }
    }
  }

  private void writeFeatures(Path file) throws IOException {
    try (FeatureTableWriter writer = new FeatureTableWriter(file, WIDTH)) {
      for (int row = 0; row < ROWS; row++) {
        writer.write("image-" + row, 0, features);
      }
    }
  }

  private static ModelState state() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      tensors.put("tensor." + i, StoredTensor.of(Noise.floats(250_000), 250_000));
    }
    return new ModelState(tensors);
  }
}
