package org.fedmas.pipeline.run.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
 * One attempt at a unit: takes the lease, fetches and verifies the inputs, runs the stage in a
 * staging folder and commits. A unit that another process has committed is not computed again.
 */
final class UnitAttempt {

  private final UnitTask task;
  private final RunControl control;
  private final Stage stage;
  private final ArtifactStore store;
  private final DurableFiles files;
  private final VerifiedInputs verified;
  private final boolean isRemote;
  private final Map<String, String> numerics;
  private final Map<ArtifactRef, OpenArtifact> opened = new LinkedHashMap<>();

  UnitAttempt(
      UnitTask task,
      RunControl control,
      Function<StageName, Stage> stages,
      RemoteFileSystems fileSystems,
      DurableFiles files,
      VerifiedInputs verified) {
    this.task = task;
    this.control = control;
    this.stage = stages.apply(task.key().stage());
    this.store = StoreAddress.of(task.store(), fileSystems, files).store();
    this.files = files;
    this.verified = verified;
    this.isRemote = RemoteFileSystems.isAddress(task.store());
    this.numerics = Objects.requireNonNullElse(task.recipe().numerics(), Map.of());
  }

  void run() throws Exception {
    Path leases = RunFolder.leases(store.root());
    Optional<Lease> lease = UnitLock.take(task, leases, files, control, this::isCommitted);
    if (lease.isEmpty()) {
      control.outcomes().reused(task.key());
      return;
    }
    try (Lease held = lease.get();
        Closeable inputs = () -> opened.values().forEach(OpenArtifact::close)) {
      compute(openInputs());
    }
  }

  private boolean isCommitted() {
    return store.find(task.ref()).isPresent() && !store.isReleased(task.ref());
  }

  private Map<String, List<Path>> openInputs() throws IOException {
    Map<String, List<Path>> inputs = new TreeMap<>();
    for (Map.Entry<String, List<ArtifactRef>> role : task.inputs().entrySet()) {
      List<Digest> contents = Objects.requireNonNull(task.recipe().inputs().get(role.getKey()));
      List<Path> folders = new ArrayList<>();
      for (ArtifactRef ref : role.getValue()) {
        if (!opened.containsKey(ref)) {
          stopIfRequested(); // fetching and hashing many shards takes time
          opened.put(ref, verified.open(store, ref, contents.get(folders.size()), isRemote));
        }
        folders.add(opened.get(ref).folder());
      }
      inputs.put(role.getKey(), folders);
    }
    return inputs;
  }

  private void compute(Map<String, List<Path>> inputs) throws Exception {
    if (numerics.containsKey(Numerics.THREADS)) {
      TensorEngine.useThreads(Integer.parseInt(numerics.get(Numerics.THREADS)));
    }
    if (!ComputeDevice.GPU.id().equals(numerics.get(Numerics.DEVICE))) {
      build(inputs);
      return;
    }
    try (GpuPool.Loan gpu = GpuPool.ofProcess().take(this::stopIfRequested)) {
      build(inputs);
    }
  }

  private void build(Map<String, List<Path>> inputs) throws Exception {
    stopIfRequested();
    UnitCheckpoints checkpoints =
        new UnitCheckpoints(
            RunFolder.partials(store.root()),
            task.recipe().fingerprint(),
            task.checkpoints(),
            files,
            text -> control.heartbeats().note(task.key(), text));
    Path staging = store.stage(task.ref());
    boolean committed = false;
    try {
      stage.compute(
          new UnitContext(
              task.key(),
              task.recipe().config(),
              inputs,
              task.recipe().raw(),
              numerics,
              task.data(),
              staging,
              new ReportingProgress(control, task),
              checkpoints));
      store.commit(staging, task.kind(), task.recipe());
      verified.add(store, task.ref());
      committed = true;
      control.outcomes().computed(task.key());
      checkpoints.clear();
    } finally {
      if (!committed) {
        store.discard(staging);
      }
    }
  }

  private void stopIfRequested() {
    if (control.stopRequested()) {
      throw new InterruptedRunException(task.key() + " was stopped before it began");
    }
  }
}
