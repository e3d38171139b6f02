package org.fedmas.pipeline.run.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.FaultyStorage;
import org.fedmas.store.file.FaultyStorage.Fault;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnitCheckpointsTest {

  private static final Digest RECIPE = Digest.of("recipe");

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void returnsTheLastCheckpoint() throws IOException {
    UnitCheckpoints kept = files(RECIPE, Storage.local());
    assertThat(kept.saved()).isEmpty();
    keep(kept, 9);
    keep(kept, 10);

    assertThat(files(RECIPE, Storage.local()).saved()).singleElement().satisfies(this::isTen);

    kept.clear();
    assertThat(folder).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @Test
  void damagedAndForeignFilesAreIgnoredWithAWarning() throws IOException {
    UnitCheckpoints kept = files(RECIPE, Storage.local());
    UnitCheckpoints other = files(Digest.of("other"), Storage.local());
    keep(kept, 10);
    keep(other, 12);
    Path foreign = other.saved().get(0);
    Path place = folder.resolve(RECIPE.hex());
    Files.copy(foreign, place.resolve(foreign.getFileName()));
    Path mine = place.resolve(String.valueOf(kept.saved().get(0).getFileName()));
    Files.writeString(place.resolve("notes.txt"), "not ours");
    said.clear();

    assertThat(kept.saved()).singleElement().satisfies(this::isTen);
    assertThat(said).singleElement().asString().contains("another unit");

    Files.writeString(mine, "damage");
    assertThat(kept.saved()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void checkpointsSurviveEveryStorageFault(Fault fault) throws IOException {
    for (int at = 1; ; at++) {
      keep(files(RECIPE, Storage.local()), 8);
      FaultyStorage storage = new FaultyStorage(folder, fault, at);
      try {
        keep(files(RECIPE, storage), 10);
      } catch (FaultyStorage.Gone e) {
        assertThat(fault).isIn(Fault.KILLED, Fault.POWER_CUT);
      }
      said.clear();
      List<Path> left = files(RECIPE, Storage.local()).saved();
      if (fault != Fault.POWER_CUT) {
        assertThat(left).as("%s at %s", fault, at).isNotEmpty();
        assertThat(said).isEmpty();
      }
      for (Path file : left) {
        assertThat(Files.readString(file)).isIn("state 8", "state 10");
      }
      new DurableFiles(Storage.local(), Owner.current()).delete(folder.resolve(RECIPE.hex()));
      if (!storage.wentWrong()) {
        assertThat(at).isGreaterThan(5);
        return;
      }
    }
  }

  private void isTen(Path file) {
    assertThat(file).hasContent("state 10");
  }

  private static void keep(UnitCheckpoints kept, int position) {
    kept.save(position, file -> Files.write(file, ("state " + position).getBytes(UTF_8)));
  }

  private UnitCheckpoints files(Digest recipe, Storage storage) {
    return new UnitCheckpoints(
        folder,
        recipe,
        CheckpointInterval.parse("1"),
        new DurableFiles(storage, Owner.current()),
        said::add);
  }
}
