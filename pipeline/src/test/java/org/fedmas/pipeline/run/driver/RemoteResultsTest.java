package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.ObjectMap;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.StoreAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of results behind an address that are moved aside. */
class RemoteResultsTest {

  private static final String STARTED = "2026-01-02T03:04:05.678Z";
  private static final String ASIDE = "r@2026-01-02T03-04-05Z";

  @TempDir Path folder;
  private final ObjectMap objects = new ObjectMap();

  private RunFolder on(String machine, String run) throws IOException {
    StoreAddress home = new StoreAddress(folder.resolve(machine), objects, DurableFiles.local());
    return new RunFolder(run, home, folder).recall();
  }

  private void results(String text) throws IOException {
    for (String file : List.of("metrics.json", "run.json", "report.html", "tensorboard/events")) {
      objects.put("runs/r/" + file, (text + file).getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<String> remote() throws IOException {
    return objects.list("runs").stream().map(RemoteFile::name).toList();
  }

  @Test
  void everyFileIsMovedBehindTheAddress() throws Exception {
    results("first ");
    RunFolder aside = on("one", "r").moveAside(STARTED);
    assertThat(aside.where("")).isEqualTo("map://objects/runs/" + ASIDE + "/");
    assertThat(remote())
        .containsExactlyInAnyOrder(
            ASIDE + "/metrics.json",
            ASIDE + "/report.html",
            ASIDE + "/run.json",
            ASIDE + "/tensorboard/events");
  }

  @Test
  void anotherMachineReadsThem() throws Exception {
    results("first ");
    on("one", "r").moveAside(STARTED);
    results("second ");
    assertThat(on("two", ASIDE).folder().resolve("metrics.json")).hasContent("first metrics.json");
    assertThat(on("two", "r").folder().resolve("metrics.json")).hasContent("second metrics.json");
  }

  @Test
  void anotherMachineDoesNotReplaceThem() throws Exception {
    results("first ");
    on("one", "r").moveAside(STARTED);
    results("second ");
    assertThat(on("two", "r").moveAside(STARTED).name()).isEqualTo(ASIDE + "-2");
    assertThat(objects.read("runs/" + ASIDE + "/run.json").orElseThrow())
        .asString()
        .isEqualTo("first run.json");
  }
}
