package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.junit.jupiter.api.Test;

/** Tests of runs whose auxiliary network comes with the program. */
class SamplePriorRunTest {

  private static final Path NOWHERE = Path.of("nowhere");

  private static ConfigSource source(String... keys) {
    ConfigSource source =
        ConfigSource.yaml(
            "test",
            """
            dataset: {kind: sample, images: 1500}
            image: {size: 32}
            model: {backbone: resnet8, weights: seeded}
            auxiliary: {network: moco-v2-resnet20, weights: sample}
            """,
            new ConfigProblems());
    for (String key : keys) {
      source.set(key);
    }
    return source;
  }

  private static List<String> notes(String... keys) {
    return AuxiliaryNotes.of(Settings.read(source(keys)), NOWHERE);
  }

  @Test
  void featuresDependOnTheDigestOfTheFile() {
    Settings settings = Settings.read(source());
    Digest digest =
        settings
            .model()
            .auxiliary()
            .networks()
            .get(0)
            .weights()
            .digest(AuxiliarySettings.WEIGHTS_KEY, NOWHERE, file -> Digest.of("none"))
            .orElseThrow();
    Workflow workflow = TestWorkflows.of(source());
    Set<Digest> raw =
        workflow.units(Phase.SETUP).stream()
            .filter(unit -> unit.key().stage() == StageName.FEATURES)
            .map(unit -> unit.raw().get(AuxiliaryFeatures.WEIGHTS))
            .collect(Collectors.toSet());
    assertThat(raw).containsExactly(digest);
  }

  @Test
  void theFoldOfTheFileHasNoNote() {
    assertThat(notes("fold=1")).isEmpty();
  }

  @Test
  void anotherFoldIsWarnedAbout() {
    assertThat(notes("fold=2"))
        .singleElement()
        .asString()
        .contains("sample was pretrained with", "fold 1, but this run has", "fold 2");
  }

  @Test
  void anotherNumberOfPicturesIsWarnedAbout() {
    assertThat(notes("dataset.images=600"))
        .singleElement()
        .asString()
        .contains("dataset.images 1500", "dataset.images 600");
  }

  @Test
  void otherPicturesThanGeneratedOnesAreWarnedAbout() {
    ConfigSource isic =
        ConfigSource.yaml(
            "test",
            "auxiliary: {network: moco-v2-resnet20, weights: sample}",
            new ConfigProblems());
    assertThat(AuxiliaryNotes.of(Settings.read(isic), NOWHERE))
        .singleElement()
        .asString()
        .contains("pretrained on generated pictures", "flamby-isic");
  }
}
