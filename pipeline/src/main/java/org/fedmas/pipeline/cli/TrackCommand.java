package org.fedmas.pipeline.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunProgress;
import org.fedmas.results.score.RunSnapshot;
import org.fedmas.results.track.Following;
import org.fedmas.results.track.TensorBoard;
import org.fedmas.results.track.Tracker;
import org.fedmas.results.track.TrackingService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "track",
    description = {
      "Writes a run's numbers for TensorBoard, or to an MLflow server.",
      "A repeated call writes only what is new. Training knows nothing of it."
    })
final class TrackCommand implements Callable<ExitCode> {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  static final class Target {

    @Option(
        names = "--tensorboard",
        required = true,
        description = "Write an event file into the run's folder, tensorboard/.")
    boolean tensorboard;

    @Option(
        names = "--mlflow",
        required = true,
        paramLabel = "URI",
        description = "Write to the MLflow tracking server at this address.")
    @Nullable String mlflow;
  }

  @Mixin ConfigOptions options = new ConfigOptions();

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Name of the run (default: that of --run or --config).")
  @Nullable String run;

  @ArgGroup(multiplicity = "1")
  Target target = new Target();

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "MLflow experiment of the run, created if it does not exist (default: fedmas).")
  String experiment = "fedmas";

  @Option(
      names = "--follow",
      description = "Write each round as it finishes, until the run ends or Ctrl-C.")
  boolean follow;

  @Override
  public ExitCode call() throws Exception {
    RunFolder place = place();
    try (Tracker tracker = tracker(place)) {
      Following following =
          new Following(new RunProgress(place)::read, tracker, Console.log()::println);
      if (follow) {
        new StopSignals()
            .installEarly(
                System.out, "stopped: all that was written stays; call again to continue");
      }
      report(place, follow ? following.untilTheEnd(PAUSE) : following.once());
    }
    return ExitCode.DONE;
  }

  private void report(RunFolder place, RunSnapshot last) {
    int rounds = last.metrics().rounds().size();
    if (rounds == 0) {
      throw new MissingInputException(
          "run %s in %s: found no evaluated round, expected at least one. %s"
              .formatted(
                  place.name(),
                  place.address(),
                  last.lasts() ? "Wait for it with --follow" : "Run it first"));
    }
    Console.out(
        "track: run %s %s; its rounds up to %s are written"
            .formatted(
                place.name(),
                last.lasts() ? "lasts" : last.isFinished() ? "has finished" : "was stopped",
                rounds));
  }

  private RunFolder place() {
    String name =
        run != null
            ? RunName.checked(run)
            : options
                .namedRun()
                .orElseThrow(
                    () ->
                        new ConfigException(
                            "track: found no run, expected RUN, --run NAME or --config F"));
    return new RunFolder(name, options.store.place(), options.data.folder());
  }

  private Tracker tracker(RunFolder place) {
    String address = target.mlflow;
    if (address == null) {
      return new TensorBoard(place);
    }
    URI uri = server(address);
    return TrackingService.named("mlflow")
        .orElseThrow(
            () ->
                new ConfigException(
                    """
                    --mlflow: the export to MLflow was not found, expected pipeline/mlflow to be built. Run: \
                    mvn -DskipTests package"""))
        .open(uri, experiment);
  }

  private static URI server(String address) {
    try {
      URI uri = new URI(address);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw new ConfigException(
            "--mlflow %s: expected the address of a tracking server, such as http://localhost:5000"
                .formatted(address));
      }
      if (uri.getUserInfo() != null) {
        throw new ConfigException(
            """
            --mlflow: found a user in the address, expected none, since addresses are printed. Set \
            MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD""");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ConfigException(
          "--mlflow %s: not an address (%s); expected such as http://localhost:5000"
              .formatted(address, e.getReason()),
          e);
    }
  }
}
