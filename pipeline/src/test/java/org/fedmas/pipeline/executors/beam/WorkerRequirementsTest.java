package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.pipeline.executors.numerics.BuildIdentity;
import org.fedmas.pipeline.executors.numerics.NumericsFingerprint;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.NativeFiles;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerRequirementsTest {

  @TempDir Path folder;

  @Test
  void aWorkerWithTheDriversBuildIsAccepted() throws Exception {
    try (RunControl driver =
        RunControl.of(folder.resolve("run"), DurableFiles.local()).open(null)) {
      assertThat(WorkerRequirements.of(driver.address()).isMet()).isTrue();
    }
  }

  @Test
  void aReplacedDriverIsNotServed() throws Exception {
    RunControl control = RunControl.of(folder.resolve("run"), DurableFiles.local()).open(null);
    WorkerRequirements killed = WorkerRequirements.of(control.address());
    control.open(null);

    assertThat(killed.isMet()).isFalse();
    assertThat(WorkerRequirements.of(control.address()).isMet()).isTrue();
  }

  @Test
  void anotherBuildIsRefused() {
    WorkerRequirements requirements =
        new WorkerRequirements(new BuildIdentity("0123", Set.of()), folder.toString(), null, null);

    assertThatThrownBy(requirements::isMet)
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll("another build of fedmas", "0123", "make cluster-home");
  }

  @Test
  void aFolderThatIsNotSharedIsRefused() {
    WorkerRequirements requirements =
        new WorkerRequirements(
            BuildIdentity.current(), folder.resolve("elsewhere").toString(), "token", null);

    assertThatThrownBy(() -> requirements.isMet(Duration.ofMillis(2)))
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll("does not see", "elsewhere", "--artifacts");
  }

  @Test
  void otherNumericsAreRefusedWithBothSides() {
    Map<String, String> asked = new TreeMap<>(numerics());
    asked.put("native-version", "9.9.9");

    assertThatThrownBy(() -> requirements(null).requireSameBits(task(asked)))
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll(
            "would compute other bits than training/round-1/client-2 requires",
            "native-version: found " + numerics().get("native-version") + ", expected 9.9.9",
            "engine.cpu");
  }

  @Test
  void aWorkerWithTheSameNumericsIsAccepted() {
    requirements(NumericsFingerprint.current(1)).requireSameBits(task(numerics()));
    requirements(null).requireSameBits(task(null));
  }

  @Test
  void aWorkerComputesInTheTasksPrecisionIfItCan() {
    Map<String, String> asked = Numerics.of(ComputeDevice.CPU, 1, Precision.BFLOAT16).fields();
    if (Precision.BFLOAT16.isSupported()) {
      requirements(null).requireSameBits(task(asked));
    } else {
      assertThatThrownBy(() -> requirements(null).requireSameBits(task(asked)))
          .hasMessageContaining("precision: found null, expected bfloat16");
    }
  }

  @Test
  void anotherLibraryOfTheSameVersionIsRefused() {
    NumericsFingerprint own = NumericsFingerprint.current(1);
    TreeMap<String, String> files = new TreeMap<>(own.library().files());
    String name = files.firstKey();
    String found = files.put(name, "1 bytes 00000000");
    NumericsFingerprint other =
        new NumericsFingerprint(
            new NativeFiles(files), own.kernels(), own.threads(), own.processor());

    assertThatThrownBy(() -> requirements(other).requireSameBits(task(numerics())))
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll(name + " 1 bytes 00000000 expected, " + found + " found");
  }

  @Test
  void otherKernelsAreRefused() {
    NumericsFingerprint own = NumericsFingerprint.current(1);
    NumericsFingerprint other =
        new NumericsFingerprint(own.library(), "0123", own.threads(), "Z80, baseline");

    assertThatThrownBy(() -> requirements(other).requireSameBits(task(numerics())))
        .isInstanceOf(RefusedWorkerException.class)
        .hasMessageContainingAll(
            "floating-point fingerprint " + own.kernels(), "the driver's 0123 (Z80, baseline)");
  }

  private WorkerRequirements requirements(@Nullable NumericsFingerprint fingerprint) {
    return new WorkerRequirements(BuildIdentity.current(), folder.toString(), null, fingerprint);
  }

  private static Map<String, String> numerics() {
    return Numerics.of(ComputeDevice.CPU, 1, Precision.FLOAT32).fields();
  }

  private UnitTask task(@Nullable Map<String, String> numerics) {
    UnitKey unit = new UnitKey(StageName.TRAINING, new Round(1), new ClientId(2), null);
    return new UnitTask(
        unit,
        ArtifactKind.CLIENT_UPDATE,
        Recipe.of(unit, 1, new Config(Map.of()), Map.of(), Map.of(), numerics),
        Map.of(),
        folder.toString(),
        folder,
        folder.toString(),
        CheckpointInterval.OFF);
  }
}
