package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class RobustFactorTest {

  private final RandomStream random = RandomKey.of(11).with("robust factor").stream();

  @Test
  void equalsTheFormulaByHand() {
    ClassMeasurements given =
        new ClassMeasurements(new double[] {1, 3, 0, 2}, new double[] {2, 2, 5, 0});
    // T = {0, 1}: P shares 1/4 and 3/4, S shares 1/2 and 1/2
    assertThat(RobustFactor.plain(given)).isCloseTo(0.5, within(1e-15));
    ClassMeasurements other = new ClassMeasurements(new double[] {1, 3}, new double[] {4, 1});
    assertThat(RobustFactor.plain(other)).isCloseTo(0.25 * 0.8 + 0.75 * 0.2, within(1e-15));
    assertThat(RobustFactor.inverse(other)).isCloseTo(0.25 * 0.2 + 0.75 * 0.8, within(1e-15));
  }

  @Test
  void noCommonClassGivesZero() {
    ClassMeasurements apart = new ClassMeasurements(new double[] {1, 0}, new double[] {0, 2});
    assertThat(RobustFactor.plain(apart)).isZero();
    assertThat(RobustFactor.inverse(apart)).isZero();
    ClassMeasurements none = new ClassMeasurements(new double[3], new double[3]);
    assertThat(RobustFactor.plain(none)).isZero();
    assertThat(RobustFactor.inverse(none)).isZero();
  }

  @Test
  void oneClassGivesOne() {
    for (int i = 0; i < 100; i++) {
      double[] prior = new double[5];
      double[] training = new double[5];
      int c = random.below(5);
      prior[c] = random.uniform(1e-9, 4);
      training[c] = random.uniform(1e-9, 4);
      ClassMeasurements given = new ClassMeasurements(prior, training);
      assertThat(RobustFactor.plain(given)).isEqualTo(1);
      assertThat(RobustFactor.inverse(given)).isEqualTo(1);
    }
  }

  @Test
  void equalDivergencesGiveOneOverTheClassesPresent() {
    for (int present = 1; present <= 8; present++) {
      double[] equal = new double[8];
      Arrays.fill(equal, 0, present, random.uniform(0.01, 4));
      ClassMeasurements given = new ClassMeasurements(equal, equal);
      assertThat(RobustFactor.plain(given)).isCloseTo(1.0 / present, within(1e-15));
      assertThat(RobustFactor.inverse(given)).isCloseTo(1.0 / present, within(1e-15));
    }
  }

  @Test
  void scalingAClientsDivergencesChangesNothing() {
    for (int i = 0; i < 500; i++) {
      double[] prior = new double[6];
      double[] training = new double[6];
      double[] scaledPrior = new double[6];
      double[] scaledTraining = new double[6];
      double a = random.uniform(0.01, 50);
      double b = random.uniform(0.01, 50);
      for (int c = 0; c < 6; c++) {
        prior[c] = random.chance(0.8) ? random.uniform(0, 4) : 0;
        training[c] = random.chance(0.8) ? random.uniform(0, 4) : 0;
        scaledPrior[c] = a * prior[c];
        scaledTraining[c] = b * training[c];
      }
      ClassMeasurements given = new ClassMeasurements(prior, training);
      ClassMeasurements scaled = new ClassMeasurements(scaledPrior, scaledTraining);
      assertThat(RobustFactor.plain(scaled)).isCloseTo(RobustFactor.plain(given), within(1e-14));
      assertThat(RobustFactor.inverse(scaled))
          .isCloseTo(RobustFactor.inverse(given), within(1e-14));
    }
  }

  @Test
  void liesBetweenZeroAndOne() {
    for (int i = 0; i < 3000; i++) {
      ClassMeasurements given = RandomReports.divergences(random, 1 + random.below(9));
      assertThat(RobustFactor.plain(given)).isBetween(0.0, 1 + 1e-12);
      assertThat(RobustFactor.inverse(given)).isBetween(0.0, 1 + 1e-12);
    }
  }
}
