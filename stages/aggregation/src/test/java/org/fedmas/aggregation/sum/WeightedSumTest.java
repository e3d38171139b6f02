package org.fedmas.aggregation.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.aggregation.rule.Simplex;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightedSumTest {

  @TempDir private Path folder;

  private final RandomStream random = RandomKey.of(9).with("weighted sum").stream();

  @Test
  void equalsTheNaiveSumInTheOrderOfTheClients() throws IOException {
    for (int trial = 0; trial < 20; trial++) {
      int clients = 1 + random.below(6);
      double[] weights = weights(clients);
      List<ModelState> states = new ArrayList<>();
      for (int k = 0; k < clients; k++) {
        states.add(state());
      }
      ModelState sum = sum(states, weights, CountRounding.ROUNDED);
      assertThat(sum.names()).containsExactlyElementsOf(states.get(0).names());
      float[] ours = sum.tensor("conv.weight").floats();
      for (int i = 0; i < ours.length; i++) {
        double expected = 0;
        for (int k = 0; k < clients; k++) {
          expected += weights[k] * states.get(k).tensor("conv.weight").floats()[i];
        }
        assertThat(ours[i]).isEqualTo((float) expected);
      }
      for (int i = 0; i < 4; i++) {
        double expected = 0;
        for (int k = 0; k < clients; k++) {
          expected += weights[k] * states.get(k).tensor("precise").buffer().getDouble(8 * i);
        }
        assertThat(sum.tensor("precise").buffer().getDouble(8 * i)).isEqualTo(expected);
      }
      double batches = 0;
      for (int k = 0; k < clients; k++) {
        batches += weights[k] * states.get(k).tensor("bn.num_batches_tracked").longs()[0];
      }
      assertThat(sum.tensor("bn.num_batches_tracked").longs())
          .containsExactly((long) Math.floor(batches + 0.5));
    }
  }

  @Test
  void aSumOfEqualModelsIsTheModel() throws IOException {
    for (int trial = 0; trial < 20; trial++) {
      ModelState one = withoutDoubles(state());
      int clients = 1 + random.below(7);
      List<ModelState> states = new ArrayList<>();
      for (int k = 0; k < clients; k++) {
        states.add(one);
      }
      assertThat(sum(states, weights(clients), CountRounding.ROUNDED)).isEqualTo(one);
    }
  }

  @Test
  void sumsInDoubleAndRoundsOnce() throws IOException {
    // in float32 the small parts would vanish one by one
    float small = 0x1p-25f;
    List<ModelState> states = new ArrayList<>();
    states.add(single(StoredTensor.of(new float[] {1}, 1)));
    for (int k = 0; k < 3; k++) {
      states.add(single(StoredTensor.of(new float[] {4 * small}, 1)));
    }
    double[] quarters = {0.25, 0.25, 0.25, 0.25};
    float[] ours = sum(states, quarters, CountRounding.ROUNDED).tensor("x").floats();
    assertThat(ours[0]).isEqualTo((float) (0.25 + 3.0 * small)).isGreaterThan(0.25f);
  }

  @Test
  void modelsAreSummedInTheGivenOrder() throws IOException {
    double[] thirds = {0.2, 0.3, 0.5};
    List<ModelState> states = List.of(doubles(0.1), doubles(0.7), doubles(1e16));
    List<ModelState> reversed = List.of(states.get(2), states.get(1), states.get(0));
    double forward = (0.2 * 0.1 + 0.3 * 0.7) + 0.5 * 1e16;
    double backward = (0.5 * 1e16 + 0.3 * 0.7) + 0.2 * 0.1;
    assertThat(onlyDouble(sum(states, thirds, CountRounding.ROUNDED))).isEqualTo(forward);
    assertThat(onlyDouble(sum(reversed, new double[] {0.5, 0.3, 0.2}, CountRounding.ROUNDED)))
        .isEqualTo(backward);
  }

  @Test
  void countsAreRoundedHalfUpOrTruncated() throws IOException {
    List<ModelState> states = List.of(counts(1, 2, 10), counts(2, 2, 13));
    double[] halves = {0.5, 0.5};
    assertThat(sum(states, halves, CountRounding.ROUNDED).tensor("x").longs())
        .containsExactly(2, 2, 12);
    assertThat(sum(states, halves, CountRounding.TRUNCATED).tensor("x").longs())
        .containsExactly(1, 2, 11);
  }

  @Test
  void aModelOfWeightZeroIsSkipped() throws IOException {
    ModelState sound = single(StoredTensor.of(new float[] {1, 2}, 2));
    ModelState broken = single(StoredTensor.of(new float[] {Float.NaN, 1f / 0f}, 2));
    assertThat(sum(List.of(broken, sound), new double[] {0, 1}, CountRounding.ROUNDED))
        .isEqualTo(sound);
  }

  @Test
  void rejectsNonFiniteModelsOfPositiveWeight() {
    ModelState sound = single(StoredTensor.of(new float[] {1, 2}, 2));
    ModelState broken = single(StoredTensor.of(new float[] {1, Float.NaN}, 2));
    assertThatThrownBy(
            () -> sum(List.of(sound, broken), new double[] {0.5, 0.5}, CountRounding.ROUNDED))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("client 1: NaN at element 1 of x in ");
  }

  @Test
  void rejectsDifferingModelsListingAllDifferences() {
    ModelState reference = entries("a", new float[2], "b", new float[3]);
    ModelState other = entries("a", new float[4], "c", new float[3]);
    for (double weight : new double[] {0, 0.5}) {
      assertThatThrownBy(
              () ->
                  sum(
                      List.of(reference, other),
                      new double[] {1 - weight, weight},
                      CountRounding.ROUNDED))
          .isInstanceOf(StageFailedException.class)
          .hasMessageContaining("3 tensors differ from those of client 0")
          .hasMessageContaining("found a F32[4], expected a F32[2]")
          .hasMessageContaining("no b")
          .hasMessageContaining("unexpected c")
          .hasMessageContaining("client 1 (")
          .hasMessageContaining("client-1.safetensors");
    }
  }

  @Test
  void longListsOfDifferencesAreTruncated() {
    Map<String, StoredTensor> many = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put("layer" + i, StoredTensor.of(new float[1], 1));
    }
    ModelState none = new ModelState(Map.of());
    assertThatThrownBy(
            () ->
                sum(
                    List.of(new ModelState(many), none),
                    new double[] {0.5, 0.5},
                    CountRounding.ROUNDED))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("no layer9")
        .hasMessageContaining("and 20 more");
  }

  @Test
  void rejectsElementTypesOfNoState() {
    ModelState bytes = single(new StoredTensor(TensorType.U8, new long[] {1}, new byte[] {1}));
    assertThatThrownBy(() -> sum(List.of(bytes), new double[] {1}, CountRounding.ROUNDED))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("x U8[1]");
    assertThat(folder.resolve("sum.safetensors")).doesNotExist();
  }

  @Test
  void longTensorsOfManyModelsAreSummedInTheOrderOfTheClients() throws IOException {
    int clients = 2 * RangeSum.OPEN + 3;
    int elements = Workspace.ELEMENTS + 5;
    float[][] values = new float[clients][elements];
    List<ModelState> states = new ArrayList<>();
    for (float[] one : values) {
      for (int i = 0; i < elements; i++) {
        one[i] = (float) random.normal();
      }
      states.add(single(StoredTensor.of(one, elements)));
    }
    double[] weights = weights(clients);
    float[] ours = sum(states, weights, CountRounding.ROUNDED).tensor("x").floats();
    for (int i = 0; i < elements; i++) {
      double expected = 0;
      for (int k = 0; k < clients; k++) {
        expected += weights[k] * values[k][i];
      }
      assertThat(ours[i]).isEqualTo((float) expected);
    }
  }

  @Test
  void namesTheFirstNonFiniteElement() throws IOException {
    for (float broken : new float[] {Float.NaN, 1f / 0f, -1f / 0f}) {
      int elements = 2 * Workspace.ELEMENTS + 9;
      List<ModelState> states = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        float[] values = new float[elements];
        if (k == 3 || k == 5) {
          values[elements - k] = broken;
        }
        states.add(single(StoredTensor.of(values, elements)));
      }
      assertThatThrownBy(() -> sum(states, weights(6), CountRounding.ROUNDED))
          .isInstanceOf(StageFailedException.class)
          .hasMessageContaining(
              "client 3: " + (double) broken + " at element " + (elements - 3) + " of x in ")
          .hasMessageContaining("client-3.safetensors");
    }
  }

  @Test
  void bytesDoNotDependOnRangesOrThreads() throws IOException {
    List<WeightedModel> models =
        write(List.of(state(), state(), state()), new double[] {0.5, 0.25, 0.25});
    EqualLayouts states = EqualLayouts.of(models);
    List<TensorSum> sums =
        states.layouts().stream().map(l -> TensorSum.of(l, CountRounding.ROUNDED)).toList();
    RangeSum sum = new RangeSum(states.summed());
    ByteBuffer whole = sum.of(ParameterRange.of(sums, 1000).get(0));
    for (int most : new int[] {1, 7, 24, 25}) {
      for (int threads : new int[] {1, 3}) {
        List<ParameterRange> ranges = ParameterRange.of(sums, most);
        assertThat(ranges.subList(0, ranges.size() - 1))
            .allSatisfy(range -> assertThat(range.elements()).isEqualTo(most));
        ByteBuffer joined = ByteBuffer.allocate(whole.capacity());
        try (RangeThreads pool = new RangeThreads(threads)) {
          pool.sum(ranges, sum, joined::put, UnitProgress.none());
        }
        assertThat(joined.flip()).isEqualTo(whole);
      }
    }
  }

  @Test
  void aStoppedRunStopsTheSum() throws IOException {
    WeightedSum sum =
        new WeightedSum(write(List.of(state()), new double[] {1}), CountRounding.ROUNDED);
    assertThatThrownBy(
            () ->
                sum.writeTo(
                    folder.resolve("sum.safetensors"),
                    (done, total) -> {
                      throw new InterruptedRunException("enough");
                    }))
        .isInstanceOf(InterruptedRunException.class);
  }

  @Test
  void theSameModelsGiveTheSameBytes() throws IOException {
    WeightedSum sum =
        new WeightedSum(
            write(List.of(state(), state()), new double[] {0.3, 0.7}), CountRounding.ROUNDED);
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    sum.writeTo(first, UnitProgress.none());
    sum.writeTo(second, UnitProgress.none());
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void weightsMustLieOnTheSimplex() {
    double[][] wrong = {{0.5, 0.4}, {1.5, -0.5}, {Double.NaN, 1}, {}};
    for (double[] weights : wrong) {
      List<WeightedModel> models = new ArrayList<>();
      for (int k = 0; k < weights.length; k++) {
        models.add(new WeightedModel(new ClientId(k), folder, weights[k]));
      }
      assertThatThrownBy(() -> new WeightedSum(models, CountRounding.ROUNDED))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private ModelState sum(List<ModelState> states, double[] weights, CountRounding rounding)
      throws IOException {
    Path target = folder.resolve("sum.safetensors");
    new WeightedSum(write(states, weights), rounding).writeTo(target, UnitProgress.none());
    return Safetensors.read(target);
  }

  private List<WeightedModel> write(List<ModelState> states, double[] weights) throws IOException {
    List<WeightedModel> models = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      Path file = folder.resolve("client-" + k + ".safetensors");
      Safetensors.write(file, states.get(k));
      models.add(new WeightedModel(new ClientId(k), file, weights[k]));
    }
    return models;
  }

  private double[] weights(int clients) {
    double[] weights = new double[clients];
    for (int k = 0; k < clients; k++) {
      weights[k] = random.uniform(0.01, 1);
    }
    return Simplex.scaled(weights);
  }

  private ModelState state() {
    float[] weight = new float[24];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.normal();
    }
    ByteBuffer precise = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4; i++) {
      precise.putDouble(random.normal());
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("conv.weight", StoredTensor.of(weight, 2, 3, 4));
    tensors.put("precise", new StoredTensor(TensorType.F64, new long[] {4}, precise.array()));
    tensors.put("bn.num_batches_tracked", StoredTensor.of(new long[] {random.below(100000)}));
    tensors.put("empty", StoredTensor.of(new float[0], 0, 3));
    return new ModelState(tensors);
  }

  private static ModelState withoutDoubles(ModelState state) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(state.tensors());
    tensors.remove("precise");
    return new ModelState(tensors);
  }

  private static ModelState single(StoredTensor tensor) {
    return new ModelState(Map.of("x", tensor));
  }

  private static ModelState counts(long... values) {
    return single(StoredTensor.of(values, values.length));
  }

  private static ModelState doubles(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
    return single(new StoredTensor(TensorType.F64, new long[] {1}, bytes.array()));
  }

  private static double onlyDouble(ModelState state) {
    return state.tensor("x").buffer().getDouble(0);
  }

  private static ModelState entries(String first, float[] a, String second, float[] b) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(first, StoredTensor.of(a, a.length));
    tensors.put(second, StoredTensor.of(b, b.length));
    return new ModelState(tensors);
  }
}
