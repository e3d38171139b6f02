package org.fedmas.contract.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> RULES = List.of("avg", "mas", "mas-inv", "mas-drw");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(NearestName.nearest("mas-in", RULES)).contains("mas-inv");
    assertThat(NearestName.nearest("mas_drw", RULES)).contains("mas-drw");
    assertThat(NearestName.nearest("MAS", RULES)).contains("mas");
    assertThat(NearestName.nearest("agv", RULES)).contains("avg");
    assertThat(NearestName.nearest(" avg ", RULES)).contains("avg");
    assertThat(NearestName.nearest("learning-rat", List.of("loss", "learning-rate")))
        .contains("learning-rate");
  }

  @Test
  void keepsSilentWhereNothingIsClose() {
    assertThat(NearestName.nearest("median", RULES)).isEmpty();
    assertThat(NearestName.nearest("", RULES)).isEmpty();
    assertThat(NearestName.nearest("", List.of("x"))).isEmpty();
    assertThat(NearestName.nearest("a", List.of("b"))).isEmpty();
    assertThat(NearestName.nearest("avg", List.of())).isEmpty();
  }

  @Test
  void theFirstOfEquallyCloseNamesWins() {
    assertThat(NearestName.nearest("mass", List.of("mast", "masc"))).contains("mast");
    assertThat(NearestName.nearest("mass", List.of("masc", "mast"))).contains("masc");
  }

  @Test
  void countsEdits() {
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("focal", "fcoal")).isEqualTo(1);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "")).isEqualTo(3);
    assertThat(NearestName.distance("same", "same")).isZero();
  }

  @Test
  void theDistanceIsSymmetricAndBoundedByTheLongerName() {
    RandomStream random = RandomKey.of(7).with("names").stream();
    for (int i = 0; i < 500; i++) {
      String a = word(random);
      String b = word(random);
      int distance = NearestName.distance(a, b);
      assertThat(distance).isEqualTo(NearestName.distance(b, a));
      assertThat(distance)
          .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
      assertThat(distance == 0).isEqualTo(a.equals(b));
    }
  }

  private static String word(RandomStream random) {
    StringBuilder word = new StringBuilder();
    for (int n = random.below(7); n > 0; n--) {
      word.append((char) ('a' + random.below(3)));
    }
    return word.toString();
  }
}
