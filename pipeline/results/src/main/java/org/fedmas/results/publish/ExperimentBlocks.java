package org.fedmas.results.publish;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.table.TableDocument;
import org.fedmas.results.table.TableFormat;

/**
 * The blocks of one experiment for a page of results: {@code NAME table}, {@code NAME figures},
 * {@code NAME weights} and {@code NAME cost}.
 *
 * @param name name of the experiment
 * @param baseline name of the row that others are compared with
 */
public record ExperimentBlocks(
    String name, ComparedRuns compared, TableDocument document, String baseline) {

  /**
   * Returns the blocks by name.
   *
   * @param figures name → title of the figures
   * @param folder folder of the figures, relative to the page
   */
  public Map<String, String> texts(Map<String, String> figures, String folder) throws IOException {
    Map<String, String> blocks = new TreeMap<>();
    blocks.put(name + " table", withoutTitle(TableFormat.MD.text(document)));
    blocks.put(
        name + " figures",
        figures.entrySet().stream()
            .map(figure -> "![%s](%s/%s.svg)".formatted(figure.getValue(), folder, figure.getKey()))
            .collect(Collectors.joining("\n\n")));
    blocks.put(name + " weights", new ClassWeights(compared.rows(), baseline).markdown());
    blocks.put(name + " cost", new RunCosts(compared.rows()).markdown());
    return blocks;
  }

  private static String withoutTitle(String markdown) {
    List<String> lines = markdown.lines().toList();
    return String.join("\n", lines.subList(1, lines.size()));
  }
}
