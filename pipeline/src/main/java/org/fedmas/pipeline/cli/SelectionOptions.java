package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.StageName;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code run} and {@code plan} that select units. */
final class SelectionOptions {

  /** The stage names, for help and shell completion. */
  static final class Stages implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return StageName.ids().iterator();
    }
  }

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      completionCandidates = Stages.class,
      description = "First stage to run: ${COMPLETION-CANDIDATES}.")
  @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      completionCandidates = Stages.class,
      description = "Last stage to run.")
  @Nullable String until;

  @Option(
      names = "--only",
      paramLabel = "STAGE",
      completionCandidates = Stages.class,
      description = "Run only this stage.")
  @Nullable String only;

  @Option(
      names = "--force",
      paramLabel = "STAGE",
      completionCandidates = Stages.class,
      description = "Recompute this stage and compare checksums.")
  @Nullable String force;

  @Option(names = "--round", paramLabel = "N|A..B", description = "Run only these rounds.")
  @Nullable String round;

  @Option(
      names = "--client",
      paramLabel = "N",
      split = ",",
      description = "Run only these clients, given by number.")
  List<Integer> clients = new ArrayList<>();

  /** Returns the selected units; refuses options that contradict each other. */
  UnitSelection selection() {
    if (only != null && (from != null || until != null)) {
      throw new ConfigException("--only cannot be combined with --from or --until");
    }
    Optional<StageName> single = stage("--only", only);
    StageName first = stage("--from", from).or(() -> single).orElse(StageName.PREPROCESS);
    StageName last = stage("--until", until).or(() -> single).orElse(StageName.EVALUATION);
    if (first.compareTo(last) > 0) {
      throw new ConfigException("--from %s: comes after --until %s".formatted(first, last));
    }
    int[] rounds = rounds();
    Set<ClientId> chosen = new TreeSet<>(clients.stream().map(SelectionOptions::client).toList());
    return new UnitSelection(first, last, rounds[0], rounds[1], Set.copyOf(chosen));
  }

  /** Checks that a run with these numbers of rounds and clients has the selected ones. */
  void requireIn(int rounds, int clients) {
    if (rounds()[0] > rounds) {
      throw new ConfigException("--round %s: the run has %s rounds".formatted(round, rounds));
    }
    for (int client : this.clients) {
      if (client >= clients) {
        throw new ConfigException(
            "--client %s: the run has clients 0 to %s".formatted(client, clients - 1));
      }
    }
  }

  /** Returns the stage whose present units are recomputed. */
  Optional<StageName> forced() {
    return stage("--force", force);
  }

  private static ClientId client(int number) {
    if (number < 0) {
      throw new ConfigException("--client " + number + ": expected 0 or more");
    }
    return new ClientId(number);
  }

  private int[] rounds() {
    if (round == null) {
      return new int[] {0, Integer.MAX_VALUE};
    }
    if (!round.matches("\\d{1,9}(\\.\\.\\d{1,9})?")) {
      throw new ConfigException("--round " + round + ": expected a number or a range, N or A..B");
    }
    String[] ends = round.split("\\.\\.", -1);
    int[] rounds = {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
    if (rounds[0] > rounds[1]) {
      throw new ConfigException("--round " + round + ": range is empty");
    }
    return rounds;
  }

  private static Optional<StageName> stage(String option, @Nullable String name) {
    Optional<StageName> stage = Optional.ofNullable(name).flatMap(StageName::of);
    if (name != null && stage.isEmpty()) {
      List<String> ids = StageName.ids();
      throw new ConfigException(
          "%s %s: expected one of %s%s"
              .formatted(option, name, String.join(", ", ids), NearestName.hint(name, ids)));
    }
    return stage;
  }
}
