package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFilesTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.TRAINING, new Round(2), new ClientId(3));

  @ParameterizedTest
  @CsvSource({"RUNNING,live", "COMPUTED,made", "REUSED,found", "FAILED,failed"})
  void everyStatusHasItsFolder(UnitStatus status, String folder) {
    assertThat(ControlFiles.of(status, UNIT)).isEqualTo(folder + "/training_round-2_client-3.json");
  }

  @Test
  void allFoldersAreCreatedByTheDriver() {
    assertThat(ControlFiles.folders())
        .containsExactlyInAnyOrder("live", "made", "found", "failed", "avoid", "notes");
  }
}
