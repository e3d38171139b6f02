package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.fedmas.tables.prediction.GroupedPredictionTable;

/**
 * The bytes of all files that a run hands to others, and a search for words that must stay at home.
 *
 * @param files name → content, those inside archives too
 */
record Disclosure(Map<String, byte[]> files) {

  private static final int MINIMUM = 10;
  private static final Set<String> COUNTS =
      Set.of("confusion", "training_images", "images", "counts/images");
  private static final Pattern EMBEDDED = Pattern.compile("\"confusion\":(\\[\\[.*?]])");

  /** Reads all files of a folder. */
  static Disclosure of(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        files.put(name, Files.readAllBytes(file));
        if (name.endsWith(".zip") || name.endsWith(".pth") || name.endsWith(".pt")) {
          unpack(name, file, files);
        }
      }
    }
    return new Disclosure(files);
  }

  private static void unpack(String name, Path file, Map<String, byte[]> files)
      throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        files.put(name + "!" + entry.getName(), bytes);
        if (entry.getName().endsWith(".parquet")) {
          Path table = Files.write(Files.createTempFile("rows", ".parquet"), bytes);
          String rows = GroupedPredictionTable.read(table).toString();
          Files.delete(table);
          files.put(name + "!" + entry.getName() + " rows", rows.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Checks that none of the words is in any file. */
  void requireAbsent(List<String> words) {
    files.forEach(
        (name, bytes) -> {
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          Set<String> found = new HashSet<>();
          for (String word : words) {
            if (text.contains(new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
              found.add(word);
            }
          }
          assertThat(found).as(name).isEmpty();
        });
  }

  /** Checks that no count of a JSON file or a report is below the minimum, unless all are 0. */
  void requireLargeCells() throws IOException {
    int read = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      if (file.getKey().endsWith("metrics.json") || file.getKey().endsWith("croissant.json")) {
        requireLarge(file.getKey(), "", new ObjectMapper().readTree(text));
        read++;
      } else if (file.getKey().endsWith(".html")) {
        Matcher tables = EMBEDDED.matcher(text);
        while (tables.find()) {
          requireLarge(
              file.getKey(), "confusion", new ObjectMapper().readTree(tables.group(1)));
          read++;
        }
      } else if (file.getKey().endsWith("MODEL_CARD.md")) {
        requireLargeTables(text);
        read++;
      }
    }
    assertThat(read).as("files with counts").isGreaterThanOrEqualTo(4);
  }

  private static void requireLarge(String file, String field, JsonNode node) {
    if (COUNTS.contains(field) && node.isArray() && !node.isEmpty() && !node.get(0).isArray()) {
      requireLargeRow(file + " " + field, node);
    } else if (COUNTS.contains(field) && node.isInt()) {
      assertThat(node.intValue() == 0 || node.intValue() >= MINIMUM)
          .as("%s %s %s", file, field, node)
          .isTrue();
    } else if (node.isObject()) {
      node.fields().forEachRemaining(one -> requireLarge(file, one.getKey(), one.getValue()));
      JsonNode images = node.path("images");
      images.forEach(part -> assertThat(part.isNull() || part.intValue() == 0 || part.intValue() >= MINIMUM).as("%s of %s", images, file).isTrue());
    } else {
      node.forEach(one -> requireLarge(file, field, one));
    }
  }

  private static void requireLargeRow(String where, JsonNode row) {
    int sum = 0;
    for (JsonNode cell : row) {
      sum += cell.intValue();
    }
    for (JsonNode cell : row) {
      assertThat(cell.isNull() || cell.intValue() >= MINIMUM || sum == 0)
          .as("%s %s", where, row)
          .isTrue();
    }
  }

  private static void requireLargeTables(String card) {
    for (String line : card.lines().filter(one -> one.startsWith("| ")).toList()) {
      for (String cell : line.split("\\|")) {
        if (cell.strip().matches("\\d+")) {
          assertThat(Integer.parseInt(cell.strip())).as(line).isGreaterThanOrEqualTo(MINIMUM);
        }
      }
    }
  }
}
