package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.summary.ClassLossSummary;
import org.fedmas.tensors.loss.CrossEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLossesTest {

  @TempDir Path folder;

  @Test
  void sumsAndCountsAreThoseOfAllParticipants() throws Exception {
    ClassLosses losses = ClassLosses.of(List.of(client(0, 3, 1.5), client(1, 5, 2.25)), 2);
    assertThat(losses.sums()).containsExactly(3.75, 0);
    assertThat(losses.counts()).containsExactly(8, 0);
  }

  @Test
  void otherLossesIgnoreThem() throws Exception {
    ClassLosses losses = ClassLosses.of(List.of(client(0, 3, 1.5)), 2);
    assertThat(losses.applied(new CrossEntropy())).isEqualTo(new CrossEntropy());
  }

  private Path client(int number, int images, double sum) throws Exception {
    Path place = Files.createDirectory(folder.resolve("client-" + number));
    new ClassLossSummary(number, 1, List.of(images, 0), List.of(sum, 0.0)).write(place);
    return place;
  }
}
