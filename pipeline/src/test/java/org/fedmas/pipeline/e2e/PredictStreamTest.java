package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.predict.Pictures;
import org.fedmas.pipeline.predict.TinyModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a prediction of 100,000 files, an eighth of them broken, stays within its memory. */
@Tag("soak")
class PredictStreamTest {

  private static final int FILES = 100_000;
  private static final int BROKEN = FILES / 8;

  /** The largest number of skipped images that the output lists. */
  private static final int LISTED = 10_000;

  /** Pictures to which the other files are links; a file system allows a file 65,000 of them. */
  private static final int PICTURES = 16;

  private static final String HEAP = "192m";
  private static final long RESIDENT_MIB = 900;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @TempDir Path folder;

  @Test
  void aStreamOfFilesHasBoundedMemory() throws Exception {
    fill(folder.resolve("images"));
    ModelFile.write(folder.resolve("tiny.safetensors"), TinyModel.create());
    Launcher.Started started =
        new Launcher(Launcher.in(folder).script(), folder, Map.of("FEDMAS_HEAP", HEAP))
            .start(
                "predict", "tiny.safetensors", "images", "--to", "p.json", "--progress", "plain");
    long peak = 0;
    while (started.process().isAlive()) {
      peak = Math.max(peak, residentMiB(started.process().pid()));
      Waiting.pause(Duration.ofMillis(500));
    }
    Outcome outcome = started.end(LIMIT).exits(3);

    assertThat(outcome.err())
        .contains(" of 100000 images, ", "skipped 000000.png: ", "12500 of 100000 images");
    assertThat(outcome.err().lines().filter(line -> line.startsWith("skipped "))).hasSize(11);
    assertThat(outcome.out()).contains("predicted 87500 images", "12500 skipped");
    assertThat(entries(folder.resolve("p.json")))
        .containsEntry("images", FILES - BROKEN)
        .containsEntry("skipped", LISTED);
    assertThat(peak).as("peak of the resident memory in MiB").isBetween(1L, RESIDENT_MIB);
  }

  private static void fill(Path images) throws IOException {
    Path[] originals = new Path[PICTURES];
    for (int i = 0; i < PICTURES; i++) {
      Path file = images.resolve(".original-" + i + ".png");
      originals[i] =
          i % 8 == 0
              ? Files.write(Files.createDirectories(images).resolve(file), new byte[] {1, 2, 3})
              : Pictures.write(file, 32, 32, new Color(i * 15, 90, 200 - i));
    }
    for (int i = 0; i < FILES; i++) {
      Files.createLink(images.resolve("%06d.png".formatted(i)), originals[i % PICTURES]);
    }
  }

  private static long residentMiB(long process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    }
  }

  /** Returns the number of objects in each list of the file, read as a stream. */
  private static Map<String, Integer> entries(Path file) throws IOException {
    Map<String, Integer> entries = new HashMap<>();
    try (JsonParser json = Json.mapper().getFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY) {
          int count = 0;
          while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            count++;
          }
          entries.put(name, count);
        }
      }
    }
    return entries;
  }
}
