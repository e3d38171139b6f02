package org.fedmas.aggregation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The robust rules through the stage, over states in float64. */
class RobustRulesGoldenTest {

  private static final String FILE = "methods.json";
  private static final double TOLERANCE = 1e-9;

  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/robust");

  /** The state's entries: name, first column, number of columns. */
  private static final Map<String, int[]> ENTRIES = new LinkedHashMap<>();

  static {
    ENTRIES.put("fc.weight", new int[] {0, 4});
    ENTRIES.put("bn.running_mean", new int[] {4, 2});
    ENTRIES.put("bn.running_var", new int[] {6, 2});
  }

  private static final int COUNTER = 8;

  @TempDir Path folder;

  static Stream<String> cases() {
    Iterable<String> names = () -> GOLDEN.get("cases").fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRuleGivesTheGoldenState(String name) throws Exception {
    JsonNode one = GOLDEN.get("cases").get(name);
    int[] images = Golden.integers(one.get("images"));
    int[] equal = IntStream.of(images).map(n -> 10).toArray();
    int participants = images.length;
    state(name + "/median", run(one, images, "rule: median"), one.get("median"));
    for (String share : names(one.get("trimmed_mean"))) {
      Path output = run(one, images, "rule: trimmed-mean}\ntrimmed-mean: {share: " + share);
      state(name + "/trimmed " + share, output, one.at("/trimmed_mean/" + share + "/state"));
    }
    for (String outliers : names(one.get("krum"))) {
      if (participants < 2 * Integer.parseInt(outliers) + 3) {
        continue;
      }
      String keys = "}\nkrum: {outliers: " + outliers;
      JsonNode expected = one.at("/krum/" + outliers);
      state(name + "/krum " + outliers, run(one, images, "rule: krum" + keys), expected, "state");
      Path output = run(one, images, "rule: multi-krum" + keys + ", averaged: 3");
      state(name + "/multi-krum " + outliers, output, expected, "multi_3");
    }
    for (String shares : names(one.get("geometric_median"))) {
      int[] counts = shares.equals("images") ? images : equal;
      Path output = run(one, counts, "rule: geometric-median");
      JsonNode expected = one.at("/geometric_median/" + shares);
      state(name + "/geometric-median " + shares, output, expected, "state");
      double[] weights =
          Summary.read(output, AggregationSummary.class).clients().stream()
              .mapToDouble(AggregationSummary.Participant::weight)
              .toArray();
      JsonNode steps = expected.get("weights");
      double[] last = Golden.numbers(steps.get(steps.size() - 1));
      Parity.close(FILE, name + "/geometric-median " + shares + " w", weights, last, TOLERANCE);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void state(String name, Path output, JsonNode expected, String field)
      throws IOException {
    state(name, output, expected.get(field));
  }

  private static void state(String name, Path output, JsonNode expected) throws IOException {
    ModelState ours = Safetensors.read(output.resolve(ModelFiles.MODEL));
    double[] golden = Golden.numbers(expected);
    double[] found = new double[golden.length];
    ENTRIES.forEach(
        (entry, columns) ->
            System.arraycopy(ours.tensor(entry).doubles(), 0, found, columns[0], columns[1]));
    found[COUNTER] = ours.tensor("bn.num_batches_tracked").longs()[0];
    golden[COUNTER] = Math.round(golden[COUNTER]);
    double largest = 0;
    for (double value : golden) {
      largest = Math.max(largest, Math.abs(value));
    }
    Parity.close(FILE, "robust/" + name, found, golden, TOLERANCE * largest);
  }

  private Path run(JsonNode one, int[] images, String keys) throws Exception {
    Path place = Files.createTempDirectory(folder, "round");
    List<Path> updates = new ArrayList<>();
    for (int k = 0; k < images.length; k++) {
      Path update = Files.createDirectory(place.resolve("client-" + k));
      double[] row = Golden.numbers(one.get("states").get(k));
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      ENTRIES.forEach(
          (name, columns) -> {
            double[] values = new double[columns[1]];
            System.arraycopy(row, columns[0], values, 0, values.length);
            tensors.put(name, StoredTensor.of(values, values.length));
          });
      tensors.put("bn.num_batches_tracked", StoredTensor.of(new long[] {(long) row[COUNTER]}));
      Safetensors.write(update.resolve(ModelFiles.MODEL), new ModelState(tensors));
      new UpdateSummary(k, 1, images[k], images[k], List.of(images[k]), 0, null, null)
          .write(update);
      updates.add(update);
    }
    return UnitContexts.of(UnitKey.of(StageName.AGGREGATION, new Round(1)), place)
        .config("aggregation: {" + keys + "}", AggregationSettings::read)
        .input(AggregationStage.UPDATES, updates.toArray(Path[]::new))
        .computedBy(new AggregationStage());
  }
}
