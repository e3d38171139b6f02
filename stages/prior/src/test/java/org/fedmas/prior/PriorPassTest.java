package org.fedmas.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tensors.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriorPassTest {

  private static final int[] LABELS = {2, 0, 2};
  private static final ClassCounts COUNTS = new ClassCounts(new int[] {1, 0, 2});
  private static final Offset<Double> ROUNDING = within(1e-5);

  private static final TestPass TEST = new TestPass(3);
  private final NDManager step = TEST.manager().newSubManager();

  @AfterEach
  void free() {
    step.close();
  }

  @Test
  void isTheMeanOverTheImagesOfAClass() {
    PriorPass pass = pass(COUNTS);
    add(pass, new int[] {2, 0}, 1, 0.5);
    add(pass, new int[] {2}, 4);
    assertThat(pass.classPrior()).containsExactly(0.5, 0, 2.5);
  }

  @Test
  void countsTheImagesOfEachClass() {
    PriorPass pass = pass(COUNTS);
    add(pass, LABELS, 1, 0.5, 4);
    assertThat(pass.seen()).isEqualTo(COUNTS);
  }

  @Test
  void droppedImagesCountAsZeros() {
    PriorPass pass = pass(new ClassCounts(new int[] {1, 0, 4}), "prior.coverage=full-batches");
    add(pass, LABELS, 1, 0.5, 2);
    assertThat(pass.classPrior()).containsExactly(0.5, 0, 0.75);
  }

  @Test
  void aClassInTheDroppedBatchAloneHasZero() {
    PriorPass pass = pass(new ClassCounts(new int[] {1, 1, 2}), "prior.coverage=full-batches");
    add(pass, LABELS, 1, 0.5, 2);
    assertThat(pass.classPrior()[1]).isZero();
  }

  @Test
  void aClientOfOneImageHasItsDivergence() {
    PriorPass pass = pass(new ClassCounts(new int[] {0, 1, 0}));
    add(pass, new int[] {1}, 3.5);
    assertThat(pass.classPrior()).containsExactly(0, 3.5, 0);
  }

  @Test
  void isZeroWhereProjectionsEqualTheFeatures() {
    assertThat(measured(1)).satisfies(prior -> assertThat(prior[0]).isCloseTo(0, ROUNDING));
  }

  @Test
  void isFourWhereProjectionsOpposeTheFeatures() {
    double[] prior = measured(-2);
    assertThat(prior[0]).isCloseTo(4, ROUNDING);
    assertThat(prior[1]).isZero();
    assertThat(prior[2]).isCloseTo(4, ROUNDING);
  }

  @Test
  void withoutFeaturesItIsTheMeanLoss() {
    PriorPass pass = pass(COUNTS, "alignment.weight=0", "training.loss=ce");
    NDArray images = images();
    pass.add(LABELS, images, null);
    float[] logits = Transfer.floats(TEST.network().logits(images));
    double ofClass2 = (crossEntropy(logits, 0, 2) + crossEntropy(logits, 2, 2)) / 2;
    assertThat(pass.classPrior()[0]).isCloseTo(crossEntropy(logits, 1, 0), ROUNDING);
    assertThat(pass.classPrior()[2]).isCloseTo(ofClass2, ROUNDING);
  }

  /** Returns the class prior if the features are a multiple of the projections. */
  private double[] measured(int factor) {
    PriorPass pass = pass(COUNTS);
    NDArray images = images();
    pass.add(LABELS, images, TEST.network().projection(images).mul(factor));
    return pass.classPrior();
  }

  private static double crossEntropy(float[] logits, int image, int label) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.exp(logits[3 * image + c]);
    }
    return Math.log(sum) - logits[3 * image + label];
  }

  private NDArray images() {
    float[] pixels = new float[LABELS.length * 32 * 32 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i);
    }
    return Transfer.images(step, pixels, LABELS.length, 32, 32, 3);
  }

  private void add(PriorPass pass, int[] labels, double... measured) {
    pass.add(labels, step.create(measured));
  }

  private static PriorPass pass(ClassCounts counts, String... assignments) {
    return TEST.begin(counts, assignments);
  }
}
