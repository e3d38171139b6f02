package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;

/**
 * The columns of the recall per class, a few classes in each section.
 *
 * @param title of the first section
 * @param classes names, in class order
 */
public record RecallSections(String title, List<String> classes) {

  private static final int IN_A_SECTION = 5;

  public RecallSections {
    classes = List.copyOf(classes);
  }

  /** Returns the sections. */
  public List<Table.Section> sections() {
    List<Table.Section> sections = new ArrayList<>();
    for (int from = 0; from < classes.size(); from += IN_A_SECTION) {
      List<String> some = classes.subList(from, Math.min(classes.size(), from + IN_A_SECTION));
      sections.add(
          new Table.Section(
              from == 0 ? title : title + ", continued",
              some.stream()
                  .map(name -> new Column(id(name), name, Column.Kind.ESTIMATE))
                  .toList()));
    }
    return sections;
  }

  /** Adds the recall of a method to the cells of its row. */
  public void fill(MethodEvidence evidence, Map<String, Cell> cells) {
    for (int c = 0; c < classes.size(); c++) {
      cells.put(id(classes.get(c)), evidence.recall(c));
    }
  }

  private static String id(String name) {
    return "recall_" + name;
  }
}
