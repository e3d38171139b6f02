package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class ValidationPartTest {

  @Test
  void holdsBackAFractionOfEachClassOverAllClients() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(seed));
      List<PartitionRow> after = new ValidationPart(0.1, seed).holdBack(before);
      var held = SplitCases.classes(after, Part.VALIDATION);
      SplitCases.classes(before, Part.TRAIN)
          .forEach(
              (label, count) ->
                  assertThat(held.get(label)).isEqualTo(count < 2 ? 0 : Math.max(1, count / 10)));
    }
  }

  @Test
  void clientsGiveTheirShareToWithinOneImage() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(seed));
      List<PartitionRow> after = new ValidationPart(0.3, seed).holdBack(before);
      var held = SplitCases.cells(after, Part.VALIDATION);
      var ofClass = SplitCases.classes(before, Part.TRAIN);
      var quota = SplitCases.classes(after, Part.VALIDATION);
      SplitCases.cells(before, Part.TRAIN)
          .forEach(
              (cell, count) -> {
                int label = Integer.parseInt(cell.substring(cell.indexOf('/') + 1));
                double share = (double) quota.get(label) * count / Math.max(1, ofClass.get(label));
                assertThat((double) held.get(cell)).isStrictlyBetween(share - 1, share + 1);
              });
    }
  }

  @Test
  void keepsEveryOtherImageInTraining() {
    List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(3));
    List<PartitionRow> after = new ValidationPart(0.1, 3).holdBack(before);
    var held = SplitCases.cells(after, Part.VALIDATION);
    var kept = SplitCases.cells(after, Part.TRAIN);
    SplitCases.cells(before, Part.TRAIN)
        .forEach((cell, count) -> assertThat(kept.get(cell) + held.get(cell)).isEqualTo(count));
  }

  @Test
  void aClassScatteredOverManyClientsGivesImages() {
    List<PartitionRow> rows = new ArrayList<>();
    for (int client = 0; client < 100; client++) {
      rows.add(new PartitionRow("image" + client, client, 0, Part.TRAIN));
    }

    List<PartitionRow> after = new ValidationPart(0.1, 0).holdBack(rows);

    assertThat(after.stream().filter(row -> row.part() == Part.VALIDATION))
        .extracting(PartitionRow::client)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void theLargestRemaindersComeFirst() {
    // shares of a quota of 3: 3 · 4/15, 3 · 5/15, 3 · 6/15
    assertThat(SplitCases.cells(held(0.2, 4, 5, 6), Part.VALIDATION))
        .containsEntry("0/0", 1)
        .containsEntry("1/0", 1)
        .containsEntry("2/0", 1);
    // 2 · 2/12, 2 · 3/12, 2 · 7/12
    assertThat(SplitCases.cells(held(0.2, 2, 3, 7), Part.VALIDATION))
        .containsEntry("0/0", 0)
        .containsEntry("1/0", 1)
        .containsEntry("2/0", 1);
  }

  @Test
  void twoImagesGiveOneAndASingleImageNone() {
    assertThat(SplitCases.classes(held(0.01, 1, 1), Part.VALIDATION)).containsEntry(0, 1);
    assertThat(SplitCases.classes(held(0.9, 1), Part.VALIDATION)).containsEntry(0, 0);
  }

  @Test
  void aClassOfTwoLargeGroupsGivesTheSmallerOne() {
    List<PartitionRow> rows = rows(3, 2);
    List<PartitionRow> after =
        new ValidationPart(0.1, 0).holdBackGroups(rows, id -> id.substring(0, id.indexOf('-')));

    assertThat(SplitCases.cells(after, Part.VALIDATION))
        .containsEntry("0/0", 0)
        .containsEntry("1/0", 2);
  }

  @Test
  void aClassOfOneGroupGivesNone() {
    assertThat(
            SplitCases.classes(
                new ValidationPart(0.1, 0).holdBackGroups(rows(3, 2), id -> "one"),
                Part.VALIDATION))
        .containsEntry(0, 0);
  }

  @Test
  void whatLargeGroupsLeaveComesFromOtherClients() {
    // client 0 has one group of ten images, client 1 ten images without a group
    List<PartitionRow> after =
        new ValidationPart(0.2, 0)
            .holdBackGroups(rows(10, 10), id -> id.startsWith("client0") ? "large" : null);

    assertThat(SplitCases.cells(after, Part.VALIDATION))
        .containsEntry("0/0", 0)
        .containsEntry("1/0", 4);
  }

  @Test
  void testImagesKeepTheirPart() {
    List<PartitionRow> before = new RandomSplit(5, 1, 0).assign(SplitCases.images(2));
    List<PartitionRow> after = new ValidationPart(0.5, 0).holdBack(before);
    assertThat(after.stream().filter(row -> row.part() == Part.TEST).toList())
        .isEqualTo(before.stream().filter(row -> row.part() == Part.TEST).toList());
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<PartitionRow> rows = new RandomSplit(5, 1, 0).assign(SplitCases.images(seed));
      ValidationPart part = new ValidationPart(0.25, seed);
      assertThat(part.holdBack(SplitCases.permuted(rows, seed))).isEqualTo(part.holdBack(rows));
    }
  }

  @Test
  void theFractionIsDecimal() {
    List<PartitionRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new PartitionRow("image" + i, 0, 0, Part.TRAIN));
    }
    assertThat(SplitCases.cells(new ValidationPart(0.29, 0).holdBack(rows), Part.VALIDATION))
        .containsEntry("0/0", 29);
  }

  @Test
  void fractionZeroHoldsNothingBack() {
    List<PartitionRow> rows = new RandomSplit(5, 1, 0).assign(SplitCases.images(4));
    assertThat(new ValidationPart(0, 0).holdBack(rows)).isEqualTo(rows);
  }

  @Test
  void rejectsFractionsOutOfRange() {
    for (double fraction : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new ValidationPart(fraction, 0))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("evaluation.validation-fraction: found " + fraction);
    }
  }

  private static List<PartitionRow> held(double fraction, int... images) {
    return new ValidationPart(fraction, 0).holdBack(rows(images));
  }

  /** Returns so many training images of one class for each client. */
  private static List<PartitionRow> rows(int... images) {
    List<PartitionRow> rows = new ArrayList<>();
    for (int client = 0; client < images.length; client++) {
      for (int i = 0; i < images[client]; i++) {
        rows.add(new PartitionRow("client" + client + "-" + i, client, 0, Part.TRAIN));
      }
    }
    return rows;
  }
}
