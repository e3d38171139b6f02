package org.fedmas.pipeline.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a whole run, whose manifests two threads read, says what a look at each unit says. */
class PlanAtOnceTest {

  private static final int ROUNDS = 12;

  @TempDir Path folder;
  private FakeRun run;

  @BeforeEach
  void run() throws Exception {
    run = FakeRun.of(folder).rounds(ROUNDS);
    run.run(DurableFiles.local());
  }

  @Test
  void saysTheSameOfEveryUnit() throws Exception {
    assertThat(said(run.planAtOnce())).isEqualTo(said(run.plan())).hasSize(run.units());
    assertThat(run.planAtOnce()).allMatch(unit -> unit.state() == UnitState.PRESENT);
  }

  @Test
  void seesWhatIsMissing() throws Exception {
    ArtifactStore store = new ArtifactStore(folder);
    List<PlannedUnit> before = run.plan();
    store.delete(before.get(before.size() / 2).requireRef());

    List<PlannedUnit> now = run.planAtOnce();
    assertThat(said(now)).isEqualTo(said(run.plan()));
    assertThat(now).filteredOn(unit -> unit.state() == UnitState.MISSING).hasSize(1);
  }

  @Test
  void aDamagedManifestIsToldWhicheverThreadReadIt() throws Exception {
    ArtifactStore store = new ArtifactStore(folder);
    List<PlannedUnit> units = run.plan();
    for (int damaged : new int[] {0, units.size() - 1}) {
      ArtifactRef ref = units.get(damaged).requireRef();
      Path manifest = store.folder(ref).resolve(Manifest.FILE);
      byte[] sound = Files.readAllBytes(manifest);
      Files.writeString(manifest, "{");

      assertThatThrownBy(() -> run.planAtOnce())
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining(ref.path());
      Files.write(manifest, sound);
    }
  }

  private static List<String> said(List<PlannedUnit> units) {
    return units.stream()
        .map(
            unit ->
                unit.unit().key()
                    + " "
                    + unit.state()
                    + " "
                    + unit.reason()
                    + " "
                    + (unit.manifest() == null ? "" : unit.manifest().content()))
        .toList();
  }
}
