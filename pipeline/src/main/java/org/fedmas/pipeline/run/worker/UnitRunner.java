package org.fedmas.pipeline.run.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.store.remote.StoreAddress;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.GpuPool;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;

/**
 * Computes one unit on whatever worker it lands: fetches the inputs if they are elsewhere, checks
 * their bytes, lets the stage write into a staged folder, commits. A unit that somebody committed
 * meanwhile is not computed again.
 */
public final class UnitRunner {

  /**
   * Artifacts whose bytes this process has checked, or hashed when it committed them; artifacts
   * never change once committed.
   */
  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  private final Function<StageName, Stage> stages;
  private final RemoteFileSystems spaces;
  private final DurableFiles files;

  /**
   * Creates the registered stages.
   *
   * @param spaces opens artifacts behind an address
   */
  public UnitRunner(RemoteFileSystems spaces) {
    this(StageRegistry::stage, spaces, DurableFiles.local());
  }

  public UnitRunner(
      Function<StageName, Stage> stages, RemoteFileSystems spaces, DurableFiles files) {
    this.stages = stages;
    this.spaces = spaces;
    this.files = files;
  }

  /** Runs the unit; failures and stops are noted in the run's control folder, never thrown. */
  @SuppressWarnings(
      "CatchingUnchecked") // whatever a stage throws is reported as that unit's failure
  public void run(UnitTask task) {
    RunControl control = RunControl.ofWorker(task.control(), spaces, files);
    // a runner that lost a worker hands out again what it had there
    if (control.stopRequested() || control.attempts().hasFailed(task.key())) {
      return;
    }
    try {
      control.live().begins(task.key());
      compute(task, control);
    } catch (InterruptedRunException e) {
      // the driver asked for it and knows
    } catch (Throwable e) {
      // a unit that a runner cancels did not fail
      if (!Thread.currentThread().isInterrupted()) {
        control.attempts().fail(task.key(), e);
      }
    } finally {
      control.live().rest(task.key());
    }
  }

  private void compute(UnitTask task, RunControl control) throws Exception {
    ArtifactStore store = StoreAddress.of(task.store(), spaces, files).store();
    Optional<Lease> lease =
        UnitLock.take(
            task,
            RunFolder.leases(store.root()),
            files,
            control,
            () -> store.find(task.ref()).isPresent() && !store.isReleased(task.ref()));
    if (lease.isEmpty()) {
      control.attempts().found(task.key());
      return;
    }
    try (Lease held = lease.get()) {
      compute(task, control, store);
    }
  }

  private void compute(UnitTask task, RunControl control, ArtifactStore store) throws Exception {
    Map<ArtifactRef, OpenArtifact> opened = new LinkedHashMap<>();
    try {
      Map<String, List<Path>> inputs = new TreeMap<>();
      for (Map.Entry<String, List<ArtifactRef>> role : task.inputs().entrySet()) {
        List<Digest> contents = Objects.requireNonNull(task.recipe().inputs().get(role.getKey()));
        List<Path> folders = new ArrayList<>();
        for (ArtifactRef ref : role.getValue()) {
          if (!opened.containsKey(ref)) {
            // fetching and hashing many shards takes its time
            stopIfAsked(task, control);
            opened.put(ref, open(task, store, ref, contents.get(folders.size())));
          }
          folders.add(opened.get(ref).folder());
        }
        inputs.put(role.getKey(), folders);
      }
      compute(task, control, store, inputs);
    } finally {
      opened.values().forEach(OpenArtifact::close);
    }
  }

  private void compute(
      UnitTask task, RunControl control, ArtifactStore store, Map<String, List<Path>> inputs)
      throws Exception {
    Map<String, String> numerics = Objects.requireNonNullElse(task.recipe().numerics(), Map.of());
    if (numerics.containsKey(Numerics.THREADS)) {
      TensorEngine.useThreads(Integer.parseInt(numerics.get(Numerics.THREADS)));
    }
    if (!ComputeDevice.GPU.id().equals(numerics.get(Numerics.DEVICE))) {
      build(task, control, store, inputs, numerics);
      return;
    }
    try (GpuPool.Loan gpu = GpuPool.ofProcess().take(() -> stopIfAsked(task, control))) {
      build(task, control, store, inputs, numerics);
    }
  }

  private static void stopIfAsked(UnitTask task, RunControl control) {
    if (control.stopRequested()) {
      throw new InterruptedRunException(task.key() + " was stopped before it began");
    }
  }

  private void build(
      UnitTask task,
      RunControl control,
      ArtifactStore store,
      Map<String, List<Path>> inputs,
      Map<String, String> numerics)
      throws Exception {
    stopIfAsked(task, control);
    UnitCheckpoints kept =
        new UnitCheckpoints(
            RunFolder.partials(store.root()),
            task.recipe().fingerprint(),
            task.checkpoints(),
            files,
            text -> control.live().note(task.key(), text));
    Path staging = store.stage(task.ref());
    boolean committed = false;
    try {
      stages
          .apply(task.key().stage())
          .compute(
              new UnitContext(
                  task.key(),
                  task.recipe().config(),
                  inputs,
                  task.recipe().raw(),
                  numerics,
                  task.data(),
                  staging,
                  new ReportingProgress(control, task),
                  kept));
      store.commit(staging, task.kind(), task.recipe());
      CHECKED.add(store.place(task.ref()));
      committed = true;
      control.attempts().made(task.key());
      kept.clear();
    } finally {
      if (!committed) {
        store.discard(staging);
      }
    }
  }

  private static OpenArtifact open(
      UnitTask task, ArtifactStore store, ArtifactRef ref, Digest content) throws IOException {
    Manifest manifest =
        RemoteFileSystems.isAddress(task.store())
            ? ManifestCache.require(store, ref, content)
            : store.require(ref);
    if (CHECKED.contains(store.place(ref))) {
      return store.openChecked(manifest);
    }
    OpenArtifact checked = store.open(manifest);
    CHECKED.add(store.place(ref));
    return checked;
  }
}
