package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.training.TrainingSettings;
import org.junit.jupiter.api.Test;

class MethodNotesTest {

  @Test
  void balancingTwiceIsSaid() {
    for (String loss : List.of("bsm", "cb", "rw")) {
      assertThat(notes(loss, "class-balanced"))
          .singleElement()
          .asString()
          .contains("training.loss " + loss, "training.sampler class-balanced");
    }
  }

  @Test
  void balancingOnceIsNot() {
    assertThat(notes("ce", "class-aware")).isEmpty();
    assertThat(notes("bsm", "shuffled")).isEmpty();
  }

  private static List<String> notes(String loss, String sampler) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("training.loss=" + loss);
    source.set("training.sampler=" + sampler);
    return MethodNotes.of(TrainingSettings.read(ConfigReader.of(source)));
  }
}
