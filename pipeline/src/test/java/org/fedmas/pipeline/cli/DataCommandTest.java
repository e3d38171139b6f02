package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.json.Json;
import org.fedmas.inputs.DataSources;
import org.fedmas.inputs.FakeServer;
import org.fedmas.inputs.RandomBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

  @TempDir Path data;

  private static Said fedmas(String... arguments) {
    return Said.by(arguments);
  }

  private Said fetch(FakeServer server, String... more) {
    List<String> arguments = new ArrayList<>(List.of("data", "fetch", "--data", data.toString()));
    arguments.addAll(List.of("--mirror", server.address("").toString(), "--progress", "plain"));
    arguments.addAll(List.of(more));
    return fedmas(arguments.toArray(String[]::new));
  }

  @Test
  void nothingIsFetchedWithoutTheLicences() throws Exception {
    assumeThat(System.console()).as("a terminal that could be asked").isNull();
    try (FakeServer server = new FakeServer()) {
      Said said = fetch(server);
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error())
          .contains("CC BY-NC 4.0", "Dataverse", "Owkin", "BSD 3-Clause")
          .contains("--accept-licences", "nothing was fetched");
      assertThat(server.requests()).isEmpty();
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aRefusingServerLeadsToManualSteps() throws Exception {
    try (FakeServer server = new FakeServer()) {
      server.holds("HAM10000_metadata", RandomBytes.of(1000, 1), "\"x\"");
      Said said =
          fetch(
              server,
              "--accept-licences",
              "--only",
              DataSources.HAM10000,
              "--only",
              "resnet18-f37072fd.pth");
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error())
          .contains("2 of 2 inputs could not be fetched")
          .contains("answered 404", "found SHA-256", "download manually:", "fedmas data check");
    }
    assertThat(data.resolve(DataSources.HAM10000)).doesNotExist();
  }

  @Test
  void mistypedNamesAreRefused() throws Exception {
    try (FakeServer server = new FakeServer()) {
      Said said = fetch(server, "--accept-licences", "--only", "train_test_splitt");
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.error()).contains("did you mean train_test_split?");
      assertThat(fetch(server, "--parallel", "0").code()).isEqualTo(2);
    }
  }

  @Test
  void aFileOfTheUserIsNeverOverwritten() throws Exception {
    Path mine = Files.writeString(data.resolve(DataSources.SPLIT), "mine");
    try (FakeServer server = new FakeServer()) {
      Said said = fetch(server, "--accept-licences");
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.error()).contains(mine.toString(), "Move them away");
      assertThat(server.requests()).isEmpty();
    }
    assertThat(mine).hasContent("mine");
  }

  @Test
  void publishedFilesComeFromAMirror() throws Exception {
    String isic = System.getProperty("fedmas.isic", "");
    assumeThat(isic).as("real images: -Dfedmas.isic=DIR names a folder of them").isNotEmpty();
    List<String> arguments = new ArrayList<>(List.of("--accept-licences"));
    try (FakeServer server = new FakeServer()) {
      for (String name : List.of(DataSources.SPLIT, DataSources.HAM10000, DataSources.LABELS)) {
        server.holds(name, Files.readAllBytes(Path.of(isic).resolve(name)), "\"" + name + "\"");
        arguments.addAll(List.of("--only", name));
      }
      Said said = fetch(server, arguments.toArray(String[]::new));
      assertThat(said.error()).contains("accepted by --accept-licences");
      assertThat(said.code()).isZero();
      assertThat(said.out()).contains("done: 3 inputs fetched, 0 already present");
      Said again = fetch(server, arguments.toArray(String[]::new));
      assertThat(again.out()).contains("done: 0 inputs fetched, 3 already present");
      arguments.addAll(List.of("--format", "json"));
      JsonNode told = Json.mapper().readTree(fetch(server, arguments.toArray(String[]::new)).out());
      assertThat(told.path("fetched")).isEmpty();
      assertThat(told.path("present")).hasSize(3);
      assertThat(server.requests()).hasSize(3);
    }
    JsonNode json =
        Json.mapper()
            .readTree(fedmas("data", "check", "--data", data.toString(), "--format", "json").out());
    List<String> states = json.path("inputs").findValuesAsText("state");
    assertThat(states.subList(0, 5))
        .containsExactly("missing", "missing", "present", "present", "present");
    assertThat(states.subList(5, states.size())).isNotEmpty().containsOnly("missing");
  }

  @Test
  void hyperKvasirIsFetchedByNameAlone() throws Exception {
    try (FakeServer server = new FakeServer()) {
      Said all = fetch(server, "--accept-licences");
      assertThat(all.error()).doesNotContain("HyperKvasir");
      Said one = fetch(server, "--accept-licences", "--only", DataSources.KVASIR_FIVE_FOLDS);
      assertThat(one.code()).isEqualTo(3);
      assertThat(one.error())
          .contains("CC BY 4.0", "commercial", "prior written permission", "10.1038/s41597");
    }
  }

  @Test
  void checkReportsPresentAndMissingInputs() throws Exception {
    Said empty = fedmas("data", "check", "--data", data.toString());
    assertThat(empty.code()).isZero();
    assertThat(empty.out()).contains("missing", "ISIC_2019_Training_Input");
    Files.writeString(data.resolve(DataSources.SPLIT), "mine");
    Said other = fedmas("data", "check", "--data", data.toString());
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out()).contains("other", "expected SHA-256 d0f9d0d0");
    assertThat(fedmas("data", "check", "--format", "xml").code()).isEqualTo(2);
  }

  @Test
  void checkFailsIfAConfigurationLacksAnInput() {
    Path configs = Path.of(System.getProperty("fedmas.root", ".")).resolve("configs");
    Said lacking =
        fedmas(
            "data",
            "check",
            "--data",
            data.toString(),
            "--config",
            configs.resolve("isic/fedmas.yaml").toString());
    assertThat(lacking.code()).isEqualTo(3);
    assertThat(lacking.out()).contains("lacks ISIC_2019_Training_Input", "moco_v2_800ep");
    Said complete =
        fedmas(
            "data",
            "check",
            "--data",
            data.toString(),
            "--config",
            configs.resolve("sample.yaml").toString());
    assertThat(complete.code()).isZero();
    assertThat(complete.out()).contains("has all it needs");
  }
}
