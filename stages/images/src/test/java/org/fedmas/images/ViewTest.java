package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.artifact.Digest;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final RgbImage STORED = Pictures.smooth(48, 48);
  private static final Digest IMAGE = Digest.of("image");

  @Test
  void viewZeroIsThePlainImage() {
    assertThat(View.render(STORED, IMAGE, 0, 5, 200)).isSameAs(STORED);
  }

  @Test
  void equalKeysGiveEqualBytesAndOthersDoNot() {
    RgbImage view = View.render(STORED, IMAGE, 1, 0, 200);
    assertThat(View.render(Pictures.smooth(48, 48), Digest.of("image"), 1, 0, 200)).isEqualTo(view);
    assertThat(View.render(STORED, IMAGE, 2, 0, 200)).isNotEqualTo(view);
    assertThat(View.render(STORED, IMAGE, 1, 1, 200)).isNotEqualTo(view);
    assertThat(View.render(STORED, Digest.of("other"), 1, 0, 200)).isNotEqualTo(view);
  }

  /** Stored features belong to these bytes: a change here is a new version of every stage. */
  @Test
  void theBytesOfAViewAreFixed() {
    assertThat(Digest.of(View.render(Pictures.noise(32, 24, 9), IMAGE, 3, 0, 200).pixels()).hex())
        .startsWith("e4de362d6789a26c");
  }

  @Test
  void theViewOfAnEpochIsOneOfTheDrawnOnes() {
    Set<Integer> seen = new TreeSet<>();
    for (int round = 0; round < 50; round++) {
      int view = View.of(7, IMAGE, round, 0, 4);
      assertThat(View.of(7, IMAGE, round, 0, 4)).isEqualTo(view);
      seen.add(view);
    }
    assertThat(seen).containsExactly(1, 2, 3, 4);
    assertThat(View.of(7, IMAGE, 3, 0, 0)).isZero();
    assertThat(View.of(7, IMAGE, 3, 0, 1)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> View.of(7, IMAGE, 3, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> View.render(STORED, IMAGE, -1, 0, 9));
  }
}
