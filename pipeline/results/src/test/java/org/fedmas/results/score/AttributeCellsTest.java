package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.tables.parquet.TextColumns;
import org.junit.jupiter.api.Test;

class AttributeCellsTest {

  private static List<AttributeCells.Cell> cells(List<String> values) {
    List<TextColumns> images = new ArrayList<>();
    for (String value : values) {
      images.add(
          value.isEmpty()
              ? TextColumns.NONE
              : new TextColumns(new TreeMap<>(Map.of("column", value))));
    }
    return AttributeCells.of(images).get(0).cells();
  }

  private static List<String> labels(List<String> values) {
    return cells(values).stream().map(cell -> String.valueOf(cell.value())).toList();
  }

  private static List<String> numbers(int from, int to, int step) {
    return IntStream.iterate(from, n -> n <= to, n -> n + step)
        .mapToObj(Integer::toString)
        .toList();
  }

  @Test
  void everyTextIsACellAndUnknownComesLast() {
    assertThat(labels(List.of("male", "", "female", "male")))
        .containsExactly("female", "male", "null");
    assertThat(cells(List.of("male", "", "female", "male")).get(1).images()).containsExactly(0, 3);
    assertThat(cells(List.of("male", "", "female", "male")).get(2).images()).containsExactly(1);
  }

  @Test
  void agesAreCutIntoDecades() {
    assertThat(labels(numbers(0, 85, 5))).startsWith("0 to 9", "10 to 19").endsWith("80 to 89");
    assertThat(cells(numbers(0, 85, 5)).get(8).images()).containsExactly(16, 17);
  }

  @Test
  void fewNumbersAreCellsOfTheirOwnInOrder() {
    assertThat(labels(List.of("10", "9", "2.50", "2.5"))).containsExactly("2.5", "9", "10");
  }

  @Test
  void fractionsHaveRangesUpToBelowTheNext() {
    List<String> values =
        IntStream.range(0, 20).mapToObj(n -> "0." + (n < 10 ? "0" + n : "" + n)).toList();
    assertThat(labels(values)).startsWith("0 to below 0.02").endsWith("0.18 to below 0.2");
  }

  @Test
  void rangesMayBeNegative() {
    assertThat(labels(numbers(-20, 20, 4)))
        .startsWith("-20 to -16", "-15 to -11", "-10 to -6", "-5 to -1", "0 to 4");
  }

  @Test
  void aWordAmongNumbersMakesThemTexts() {
    List<String> values = new ArrayList<>(numbers(0, 85, 5));
    values.add("old");
    assertThat(labels(values)).hasSize(19);
  }

  @Test
  void withoutAttributesNothingIsCut() {
    assertThat(AttributeCells.of(List.of(TextColumns.NONE, TextColumns.NONE))).isEmpty();
  }
}
