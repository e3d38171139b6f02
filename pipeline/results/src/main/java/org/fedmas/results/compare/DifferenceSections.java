package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.results.metric.Score;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns that compare rows with the baseline.
 *
 * @param baseline name of its row
 * @param ungrouped whether each lesion has one image, so that tests by image are valid
 * @param areas classes whose AUROC is compared
 */
public record DifferenceSections(
    String baseline, Score score, boolean ungrouped, List<Integer> areas, List<String> classes) {

  private static final int IN_A_SECTION = 3;

  /** Returns the columns that some comparisons need. */
  public static DifferenceSections of(
      String baseline,
      Score score,
      boolean ungrouped,
      Collection<MethodDifference> differences,
      List<String> classes) {
    Set<Integer> areas = new TreeSet<>();
    differences.forEach(difference -> areas.addAll(difference.comparedClasses()));
    return new DifferenceSections(baseline, score, ungrouped, List.copyOf(areas), classes);
  }

  /** Returns the sections. */
  public List<Table.Section> sections() {
    List<Table.Section> sections = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column(
            "difference",
            ScoreNames.of(score) + " − baseline" + ScoreNames.direction(score),
            Column.Kind.ESTIMATE));
    columns.add(number("p", "p"));
    columns.add(number("p_holm", "p (Holm)"));
    columns.add(number("p_bootstrap", "p (bootstrap)"));
    columns.add(number("only_baseline", "right: baseline only"));
    columns.add(number("only_this", "this only"));
    columns.add(number("p_mcnemar", "p (McNemar)"));
    if (ungrouped) {
      columns.add(number("p_mcnemar_mid", "mid-p"));
    }
    sections.add(new Table.Section("Compared with the baseline, " + baseline, columns));
    for (int from = 0; from < areas.size(); from += IN_A_SECTION) {
      List<Column> some = new ArrayList<>();
      for (int label : areas.subList(from, Math.min(areas.size(), from + IN_A_SECTION))) {
        String name = classes.get(label);
        some.add(new Column("auroc_difference_" + name, name, Column.Kind.ESTIMATE));
        some.add(number("p_delong_" + name, "p"));
      }
      sections.add(
          new Table.Section(
              from == 0 ? "AUROC − baseline (DeLong, unadjusted)" : "AUROC − baseline, continued",
              some));
    }
    return sections;
  }

  private static Column number(String id, String title) {
    return new Column(id, title, Column.Kind.NUMBER);
  }

  /**
   * Adds a comparison to the cells of its row.
   *
   * @param adjusted the p-value of record after Holm's adjustment
   */
  public void fill(MethodDifference one, @Nullable Double adjusted, Map<String, Cell> cells) {
    cells.put("difference", one.cell());
    cells.put("p", Cell.probability(one.p()));
    cells.put("p_holm", Cell.probability(adjusted));
    cells.put(
        "p_bootstrap", one.swap() == null ? new Cell.Absent() : Cell.probability(one.paired().p()));
    cells.put("only_baseline", one.onlyBaseline());
    cells.put("only_this", one.onlyMethod());
    cells.put("p_mcnemar", one.mcNemarP());
    if (ungrouped) {
      cells.put("p_mcnemar_mid", one.mcNemarMidP());
    }
    for (int label : areas) {
      List<Cell> area = one.area(label);
      String name = Objects.requireNonNull(classes.get(label));
      cells.put("auroc_difference_" + name, area.get(0));
      cells.put("p_delong_" + name, area.get(1));
    }
  }
}
