package org.fedmas.training.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fedmas.contract.Round;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.junit.jupiter.api.Test;

class AlignmentTermTest {

  private static final Layout LAYOUT = new AuxiliaryHead(6).layout(ResNet.RESNET8, 8);

  @Test
  void withoutARampTheWeightIsConstant() {
    AlignmentTerm term = new AlignmentTerm(3, 0, RampEnd.ZERO, false, SyncedHeads.BOTH);
    assertThat(term.weightIn(new Round(99), 0)).isEqualTo(3);
    assertThat(term.usesRounds()).isFalse();
  }

  @Test
  void theRampFallsLinearlyToZeroInTheLastRound() {
    AlignmentTerm term = new AlignmentTerm(3, 4, RampEnd.ZERO, false, SyncedHeads.BOTH);
    double[] expected = {3, 3, 3, 3, 2.5, 2, 1.5, 1, 0.5, 0};
    for (int number = 1; number <= 10; number++) {
      assertThat(term.weightIn(new Round(number), 10))
          .isCloseTo(expected[number - 1], within(1e-12));
    }
    assertThat(term.usesRounds()).isTrue();
  }

  @Test
  void thePublishedRampEndsAboveZero() {
    AlignmentTerm term = new AlignmentTerm(3, 4, RampEnd.ABOVE_ZERO, false, SyncedHeads.BOTH);
    double[] expected = {3, 3, 3, 3, 3, 2.5, 2, 1.5, 1, 0.5};
    for (int number = 1; number <= 10; number++) {
      assertThat(term.weightIn(new Round(number), 10))
          .isCloseTo(expected[number - 1], within(1e-12));
    }
  }

  @Test
  void theMeasuringHeadIsTheProjectionsUnlessItsWeightIsZero() {
    assertThat(keepsMeasuringHead(3, SyncedHeads.GLOBAL)).isTrue();
    assertThat(keepsMeasuringHead(3, SyncedHeads.AUXILIARY)).isFalse();
    assertThat(keepsMeasuringHead(0, SyncedHeads.GLOBAL)).isFalse();
    assertThat(keepsMeasuringHead(0, SyncedHeads.AUXILIARY)).isTrue();
    assertThat(keepsMeasuringHead(3, SyncedHeads.BOTH)).isFalse();
  }

  private static boolean keepsMeasuringHead(double weight, SyncedHeads heads) {
    return new AlignmentTerm(weight, 0, RampEnd.ZERO, false, heads).keepsMeasuringHead();
  }

  @Test
  void theHeadOutOfSyncKeepsTheClientsValues() {
    ModelState received = SeededInitialisation.of(LAYOUT, RandomKey.of(1));
    ModelState previous = SeededInitialisation.of(LAYOUT, RandomKey.of(2));
    for (SyncedHeads heads : SyncedHeads.values()) {
      AlignmentTerm term = new AlignmentTerm(3, 0, RampEnd.ZERO, false, heads);
      ModelState start = term.start(LAYOUT, received, previous);
      LAYOUT
          .tensors()
          .forEach(
              entry -> {
                boolean kept =
                    heads == SyncedHeads.AUXILIARY && HeadTensor.CLASSIFIER.holds(entry)
                        || heads == SyncedHeads.GLOBAL && HeadTensor.AUXILIARY.holds(entry);
                assertThat(start.tensor(entry.name()))
                    .as("%s %s", heads, entry.name())
                    .isEqualTo((kept ? previous : received).tensor(entry.name()));
              });
    }
  }
}
