package org.fedmas.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorsTest {

  private static Processors of(String fact) {
    return Processors.in(Map.of(RunRecord.PROCESSOR, fact));
  }

  @Test
  void eachIsNamedOnceInTheOrderOfTheFirstWork() {
    Processors both = of("Z80, family 1 model 2").and(of("68000")).and(of("Z80, family 1 model 2"));
    assertThat(both.names()).containsExactly("Z80, family 1 model 2", "68000");
    assertThat(Processors.in(both.into(Map.of()))).isEqualTo(both);
  }

  @Test
  void anEnvironmentNamesThemInPlaceOfItsOwn() {
    Map<String, String> environment = Map.of("java", "17", RunRecord.PROCESSOR, "Z80");
    assertThat(of("68000").into(environment))
        .isEqualTo(Map.of("java", "17", RunRecord.PROCESSOR, "68000"));
    assertThat(Processors.in(Map.of()).into(environment)).isEqualTo(Map.of("java", "17"));
  }

  @Test
  void onlyMoreThanOneIsWorthAWord() {
    assertThat(Processors.in(Map.of()).names()).isEqualTo(List.of());
    assertThat(Processors.in(Map.of()).warning()).isEmpty();
    assertThat(of("Z80").warning()).isEmpty();
    assertThat(of("Z80").and(of("68000")).warning().orElseThrow()).contains("(Z80; 68000)");
  }
}
