package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void numbersAreSortedByValueInAnyForm() {
    assertThat(Names.sorted(List.of("10.0", "2.0", "0.0")).list())
        .containsExactly("0.0", "2.0", "10.0");
    assertThat(Names.sorted(List.of("1e1", "-1", ".5", "12345678901")).list())
        .containsExactly("-1", ".5", "1e1", "12345678901");
  }

  @Test
  void oneWordAmongNumbersSortsAllAsText() {
    assertThat(Names.sorted(List.of("10", "2", "x")).list()).containsExactly("10", "2", "x");
  }

  @Test
  void namesAreFoundInEveryUnicodeForm() {
    assertThat(Names.of(List.of("Ke\u0301ratose")).number("K\u00e9ratose ")).isZero();
  }

  @Test
  void namesThatLookAlikeAreListed() {
    refuses("labels", "MEL (line 1) and mel (line 2)", "MEL", "mel");
    refuses("labels", "NV (line 1) and \"NV\\u00a0\" (line 2)", "NV", "NV\u00a0");
    refuses(
        "clients", "\"Ka\\u0308ln\" (line 1) and K\u00e4ln (line 2)", "Ka\u0308ln", "K\u00e4ln");
    refuses("clients", "1 (line 1) and 1.0 (line 2)", "1", "1.0");
  }

  @Test
  void namesWithLostCharactersAreRefused() {
    refuses("labels", "whose characters were lost", "M\ufffdlanome", "NV");
  }

  @Test
  void namesThatDifferAreAccepted() {
    assertThatCode(() -> Names.require("t.csv", "labels", lines("a-b", "a_b", "a b", "ab")))
        .doesNotThrowAnyException();
  }

  private static void refuses(String kind, String message, String... names) {
    assertThatThrownBy(() -> Names.require("t.csv", kind, lines(names)))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("t.csv: found " + kind)
        .hasMessageContaining(message);
  }

  private static Map<String, String> lines(String... names) {
    Map<String, String> lines = new TreeMap<>();
    for (String name : names) {
      lines.put(name, "line " + (lines.size() + 1));
    }
    return lines;
  }
}
