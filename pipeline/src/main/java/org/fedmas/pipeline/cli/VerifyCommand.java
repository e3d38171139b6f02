package org.fedmas.pipeline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.artifact.ArtifactRef;
import org.fedmas.contract.artifact.ArtifactStore;
import org.fedmas.contract.artifact.Manifest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.run.RunPlace;
import org.fedmas.pipeline.run.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = "Hashes every file of a run, or of the whole store, and names what is damaged.")
final class VerifyCommand implements Callable<Integer> {

  @Mixin StoreOptions options = new StoreOptions();

  @Option(
      names = "--repair",
      description = "Moves damaged artifacts aside, so that the next run builds them again.")
  boolean repair;

  @Override
  public Integer call() throws Exception {
    try {
      ArtifactStore store = new ArtifactStore(options.artifactsFolder());
      List<ArtifactRef> refs = refs(store);
      List<String> damages = new ArrayList<>();
      long bytes = 0;
      for (ArtifactRef ref : refs) {
        List<String> found = new ArrayList<>();
        try {
          Manifest manifest = store.require(ref);
          bytes += manifest.bytes();
          found.addAll(store.damages(manifest));
        } catch (CorruptArtifactException | MissingInputException e) {
          found.add(String.valueOf(e.getMessage()));
        }
        damages.addAll(found);
        if (repair && !found.isEmpty() && Files.isDirectory(store.folder(ref))) {
          store.setAside(ref);
        }
      }
      damages.forEach(Console::error);
      Console.out(
          "verify: "
              + refs.size()
              + " artifacts, "
              + bytes
              + " bytes, "
              + damages.size()
              + " problems"
              + (repair && !damages.isEmpty() ? "; moved aside, run again" : ""));
      return damages.isEmpty() || repair ? 0 : new CorruptArtifactException("").exitCode();
    } catch (FedmasException e) {
      Console.error(String.valueOf(e.getMessage()));
      return e.exitCode();
    }
  }

  private List<ArtifactRef> refs(ArtifactStore store) {
    if (options.run == null) {
      return store.list();
    }
    Path folder = RunPlace.runs(options.artifactsFolder()).resolve(options.run);
    RunRecord record =
        RunRecord.read(folder)
            .orElseThrow(
                () ->
                    new MissingInputException("there is no run " + options.run + " in " + folder));
    return record.units().stream().map(unit -> unit.ref()).distinct().toList();
  }
}
