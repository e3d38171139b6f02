package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.StageFailedException;
import org.junit.jupiter.api.Test;

class ParticipantsTest {

  private static final Round FIRST = new Round(1);

  @Test
  void rejectsAClientWithOneImage() {
    assertThatThrownBy(() -> report(2, 1, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client 2")
        .hasMessageContaining("is excluded");
  }

  @Test
  void rejectsAMeasurementThatIsNotFinite() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> report(2, 9, divergences(1, bad)))
          .isInstanceOf(StageFailedException.class)
          .hasMessageContaining("client 2: the class divergence of class 1 is " + bad);
    }
  }

  @Test
  void rejectsARoundWithoutParticipants() {
    assertThatThrownBy(() -> NumberModels.participants(1, List.of(), ImageCount.IMAGES))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("round 1: no client took part");
  }

  @Test
  void rejectsARoundWithoutImagesInBatches() {
    List<ClientReport> reports = List.of(report(0, 9, null), report(1, 9, null));
    assertThatThrownBy(() -> NumberModels.participants(1, reports, ImageCount.FULL_BATCHES))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("aggregation.count");
  }

  @Test
  void rejectsDuplicateClientsAndUnequalClasses() {
    ClientReport one = report(1, 9, divergences(1, 1));
    assertThatThrownBy(() -> NumberModels.participants(1, List.of(one, one), ImageCount.IMAGES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client 1 reports twice");
    ClientReport other = report(2, 9, new ClassMeasurements(new double[3], new double[3]));
    assertThatThrownBy(() -> NumberModels.participants(1, List.of(one, other), ImageCount.IMAGES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client 2 reports 3 classes, others 2");
    assertThatThrownBy(() -> new ClassMeasurements(new double[3], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roundsAreNumberedFromOne() {
    List<ClientReport> reports = List.of(report(1, 9, null));
    assertThatThrownBy(() -> NumberModels.participants(0, reports, ImageCount.IMAGES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ClassMeasurements divergences(double first, double second) {
    return new ClassMeasurements(new double[] {1, 1}, new double[] {first, second});
  }

  private static ClientReport report(int client, int images, ClassMeasurements divergences) {
    return new ClientReport(new ClientId(client), images, 0, divergences);
  }
}
