package org.fedmas.pipeline.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.json.Json;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.record.RunRecord;

/**
 * A run record without absolute paths, names of images, thumbnails and small numbers of images.
 *
 * @param images names of the run's images
 * @param minimum least number of images that a warning may state
 */
record AnonymousRecord(Set<String> images, int minimum) {

  private static final Pattern WORD = Pattern.compile("[^\\s,;:\\[\\]()]+");
  private static final Pattern COUNT =
      Pattern.compile(
          "(?:fewer than )?(?<![\\d.])(\\d{1,9})(?= (?:of \\d+ )?(?:\\w+ )?(?:image|lesion)s?\\b)");
  private static final String PICTURES = "report.images";

  RunRecord of(RunRecord record) {
    return new RunRecord(
        record.format(),
        record.run(),
        fileName(record.configFile()),
        Path.of(record.data()).isAbsolute() ? "data" : record.data(),
        config(record.config()),
        record.environment(),
        record.started(),
        record.finished(),
        record.seconds(),
        record.unitsRun(),
        record.unitsReused(),
        record.warnings().stream().map(this::text).toList(),
        record.roundSeconds(),
        record.units(),
        record.jobs());
  }

  /** Returns whether a configuration names no absolute path. */
  static boolean isPortable(JsonNode config) {
    for (JsonNode value : config) {
      if (isPath(value)) {
        return false;
      }
      for (JsonNode one : value) {
        if (isPath(one)) {
          return false;
        }
      }
    }
    return true;
  }

  private static ObjectNode config(JsonNode config) {
    ObjectNode portable = Json.object();
    config
        .fields()
        .forEachRemaining(
            entry ->
                portable.set(
                    entry.getKey(),
                    isPath(entry.getValue())
                        ? Json.tree(fileName(entry.getValue().asText()))
                        : entry.getValue()));
    if (portable.has(PICTURES)) {
      portable.put(PICTURES, false);
    }
    return portable;
  }

  private static boolean isPath(JsonNode value) {
    return value.isTextual() && value.asText().startsWith("/");
  }

  private String text(String warning) {
    Matcher words = WORD.matcher(withoutSmallCounts(RunReport.withoutImages(warning)));
    return words.replaceAll(word -> Matcher.quoteReplacement(portable(word.group())));
  }

  private String withoutSmallCounts(String warning) {
    return COUNT
        .matcher(warning)
        .replaceAll(
            count ->
                Integer.parseInt(count.group(1)) < minimum
                    ? "fewer than " + minimum
                    : Matcher.quoteReplacement(count.group()));
  }

  private String portable(String word) {
    if (images.contains(word)) {
      return "…";
    }
    return word.startsWith("/") && word.length() > 1 ? fileName(word) : word;
  }

  private static String fileName(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }
}
