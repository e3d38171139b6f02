package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientStateTest {

  private static final ModelState VALUES =
      new ModelState(Map.of("fc.bias", StoredTensor.of(new float[] {1, 2}, 2)));

  @TempDir Path folder;

  @Test
  void aClientWithoutPreviousRoundKeepsNothing() throws IOException {
    assertThat(ClientState.read(List.of())).isEqualTo(ClientState.EMPTY);
  }

  @Test
  void aStateWithoutEntriesWritesNoFile() throws IOException {
    ClientState.EMPTY.writeTo(folder);
    assertThat(folder.resolve(ModelFiles.CLIENT)).doesNotExist();
    assertThat(ClientState.read(List.of(folder))).isEqualTo(ClientState.EMPTY);
  }

  @Test
  void eachMethodReadsItsOwnEntries() throws IOException {
    ModelState other = new ModelState(Map.of("fc.bias", StoredTensor.of(new float[] {3, 4}, 2)));
    ClientState.EMPTY.with("control/", VALUES).with("personal/", other).writeTo(folder);
    ClientState read = ClientState.read(List.of(folder));
    assertThat(read.of("control/")).isEqualTo(VALUES);
    assertThat(read.of("personal/")).isEqualTo(other);
    assertThat(read.of("dynamic/")).isEqualTo(ModelState.EMPTY);
  }

  @Test
  void newEntriesReplaceThoseOfTheSameMethod() {
    ClientState kept = ClientState.EMPTY.with("control/", VALUES);
    assertThat(kept.with("control/", ModelState.EMPTY)).isEqualTo(ClientState.EMPTY);
  }
}
