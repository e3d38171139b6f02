package org.fedmas.results.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.report.JsonText;
import org.junit.jupiter.api.Test;

class FeatureProbeTest {

  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final List<String> CLIENTS = List.of("one", "two");

  @Test
  void neighboursAreTheReferenceOnes() {
    GoldenProbe.neighbours();
  }

  @Test
  void probesAreTheReferenceOnes() {
    GoldenProbe.probes();
  }

  @Test
  void separableFeaturesAreScoredPerfect() {
    ProbeResult result = result(0.1f);
    assertThat(result.chosen().score().balancedAccuracy()).isEqualTo(1);
    assertThat(result.neighbours()).extracting(ProbeResult.Neighbours::k).containsExactly(20, 60);
    assertThat(result.neighbours().get(0).score().accuracy()).isEqualTo(1);
  }

  @Test
  void ofEqualPenaltiesTheStrongestIsChosen() {
    assertThat(result(0.1f).chosen().lambda()).isEqualTo(1);
  }

  @Test
  void aShiftOfAllFeaturesMovesOnlyTheBiases() {
    LabelledFeatures data = part(60, 3, 1);
    LinearProbe plain = LinearProbe.fit(data, 0.01, false, 1e-12);
    LinearProbe shifted = LinearProbe.fit(data.minus(data.mean()), 0.01, false, 1e-12);
    for (int label = 0; label < 3; label++) {
      assertThat(shifted.weights(label)).containsExactly(plain.weights(label), within(1e-5));
    }
  }

  @Test
  void noiseIsScoredNearChance() {
    ProbeResult result = result(1000f);
    assertThat(result.chosen().score().balancedAccuracy()).isBetween(0.1, 0.75);
  }

  @Test
  void equalInputGivesEqualBits() {
    assertThat(JsonText.indented(result(3))).isEqualTo(JsonText.indented(result(3)));
  }

  @Test
  void spreadIsTheMeanOverPairs() {
    float[][] rows = {{1, 0}, {0, 2}, {-1, 0}, {3, 3}};
    LabelledFeatures data = new LabelledFeatures(rows, new int[4], new int[] {0, 0, 0, 1}, 1);
    assertThat(ClassSpread.of(data, 2).get(0).get(0)).isCloseTo((2 + 4 + 2) / 3.0, within(1e-12));
  }

  @Test
  void aSingleImageHasNoSpread() {
    LabelledFeatures data = new LabelledFeatures(new float[][] {{1, 0}}, new int[1], new int[1], 1);
    assertThat(ClassSpread.of(data, 1).get(0).get(0)).isNull();
  }

  @Test
  void clientsThatAgreeCorrelate() {
    List<Double> row = List.of(0.1, 0.3, 0.2, 0.4);
    DivergenceTable table = DivergenceTable.of(List.of(row, row));
    assertThat(table.meanSpearman()).isEqualTo(1);
    assertThat(table.pairs().get(0).classes()).isEqualTo(4);
  }

  @Test
  void absentClassesAreLeftOutOfCorrelations() {
    DivergenceTable table =
        DivergenceTable.of(List.of(List.of(1.0, 2.0, 3.0), Arrays.asList(3.0, null, 1.0)));
    assertThat(table.pairs().get(0).spearman()).isNull();
    assertThat(table.meanSpearman()).isNull();
  }

  @Test
  void rowsAndLabelsGoTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledFeatures(new float[1][2], new int[2], new int[1], 1));
  }

  private static ProbeResult result(float noise) {
    FeatureProbe probe = new FeatureProbe(part(60, noise, 1), part(30, noise, 2), true);
    return probe.result("network", CLASSES, CLIENTS, null);
  }

  private static LabelledFeatures part(int images, float noise, long seed) {
    RandomStream random = RandomKey.of(seed).with("probe").stream();
    float[][] rows = new float[images][7];
    int[] labels = new int[images];
    int[] clients = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % 3;
      clients[i] = i / 3 % 2;
      for (int j = 0; j < 7; j++) {
        rows[i][j] = (j == labels[i] ? 5 : 0) + noise * (float) random.normal();
      }
    }
    return new LabelledFeatures(rows, labels, clients, 3);
  }
}
