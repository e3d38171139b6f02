package org.fedmas.results.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.results.detail.DataCheck;
import org.fedmas.results.record.RunFolder;

/**
 * The findings about a run's data, for its report: from the warnings of its record and the list of
 * images that do not decode. Names of images stay out of the page.
 *
 * @param warnings of the run's record
 */
record DataChecks(Path folder, List<String> warnings) {

  List<DataCheck> read() throws IOException {
    return List.of(
        new DataCheck("Lesions with images in training and test", warnings(DataWarnings.LEAK)),
        new DataCheck(
            "Equal files",
            Stream.of(DataWarnings.EQUAL, DataWarnings.CONTRADICTION)
                .flatMap(words -> warnings(words).stream())
                .distinct()
                .map(DataChecks::withoutImages)
                .toList()),
        new DataCheck("Missing images", warnings(DataWarnings.MISSING)),
        new DataCheck("Images that do not decode", unreadable()),
        new DataCheck(
            "Images decoded in part",
            warnings(DataWarnings.DAMAGED).stream().map(DataChecks::withoutImages).toList()));
  }

  private List<String> warnings(String words) {
    return warnings.stream().filter(text -> text.contains(words)).toList();
  }

  /** Returns a warning about the data without the images that it names as examples. */
  static String withoutImages(String text) {
    if (text.contains(DataWarnings.EQUAL) || text.contains(DataWarnings.CONTRADICTION)) {
      return before(", first: ", text);
    }
    return text.contains(DataWarnings.DAMAGED) ? before(": ", text) : text;
  }

  private static String before(String end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  /** Returns one sentence per reason, with the numbers of images per client. */
  private List<String> unreadable() throws IOException {
    Path list = folder.resolve(RunFolder.UNREADABLE);
    if (!Files.exists(list)) {
      return List.of();
    }
    Map<String, Map<Integer, Integer>> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(list).stream().skip(1).toList()) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 4 && cells[1].matches("\\d+")) {
        reasons
            .computeIfAbsent(cells[3], reason -> new TreeMap<>())
            .merge(Integer.valueOf(cells[1]), 1, Integer::sum);
      }
    }
    return reasons.entrySet().stream()
        .map(
            reason ->
                "%s: %s"
                    .formatted(
                        reason.getKey(),
                        reason.getValue().entrySet().stream()
                            .map(one -> "%s of client %s".formatted(one.getValue(), one.getKey()))
                            .collect(Collectors.joining(", "))))
        .toList();
  }
}
