package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.bundle.OpenBundle;
import org.fedmas.pipeline.housekeeping.Verification;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description =
        "Hashes every file of the selected run, or of the whole store, and lists damaged, missing and"
            + " extra files.")
final class VerifyCommand implements Callable<ExitCode> {

  @Parameters(arity = "0..1", paramLabel = "F.zip", description = "A bundle in place of the store.")
  @Nullable Path bundle;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--repair",
      description = "Move damaged artifacts aside; the next run recomputes them.")
  boolean repair;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Number of artifacts checked in parallel (default: processors).")
  @Nullable Integer workers;

  @Override
  public ExitCode call() throws Exception {
    if (bundle != null) {
      try (OpenBundle open = OpenBundle.of(bundle)) {
        Console.out("verify: bundle %s, %s files, 0 problems".formatted(bundle, open.files()));
      }
      return ExitCode.DONE;
    }
    int count = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    if (count < 1) {
      throw new ConfigException("--workers " + count + ": expected at least 1");
    }
    long start = System.nanoTime();
    Optional<String> run = options.namedRun();
    StoreAddress place = options.store.place();
    ArtifactStore store = place.store();
    Verification verification = new Verification(store, count);
    Verification.Findings findings =
        verification.check(
            run.isEmpty()
                ? store.places()
                : recorded(new RunFolder(run.get(), place, place.root()).recall()));
    findings.damage().values().forEach(lines -> lines.forEach(Console::error));
    if (repair) {
      for (ArtifactRef ref : findings.bad()) {
        store.setAside(ref);
      }
    }
    boolean sound = findings.bad().isEmpty();
    Console.out(
        String.format(
            Locale.ROOT,
            "verify: %d artifacts, %d bytes, %d problems%s, %.1f s",
            findings.artifacts(),
            findings.bytes(),
            findings.problems(),
            repair && !sound ? "; moved aside, run again" : "",
            (System.nanoTime() - start) / 1e9));
    return sound || repair ? ExitCode.DONE : ExitCode.CORRUPT_ARTIFACT;
  }

  private static List<ArtifactRef> recorded(RunFolder place) {
    RunRecord record =
        RunRecord.read(place.folder())
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "run %s not found in %s".formatted(place.name(), place.address())));
    return record.units().stream().map(RunRecord.Unit::ref).distinct().toList();
  }
}
