package org.fedmas.results.report;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of the report: the method, the machine, the times and the number of units of a run.
 *
 * @param method one sentence: losses, local terms and aggregation rule
 * @param auxiliary null where the method has none
 * @param warnings the caveats for a reader of the numbers
 */
public record RunFacts(
    String run,
    String config,
    int fold,
    long seed,
    String method,
    Network backbone,
    @Nullable Network auxiliary,
    int rounds,
    Selection selection,
    Machine machine,
    Timing timing,
    Units units,
    List<String> warnings) {

  public RunFacts {
    warnings = List.copyOf(warnings);
  }

  /** Returns these facts with other warnings. */
  public RunFacts withWarnings(List<String> other) {
    return new RunFacts(
        run, config, fold, seed, method, backbone, auxiliary, rounds, selection, machine, timing,
        units, other);
  }

  /**
   * A network and where its weights come from.
   *
   * @param name such as {@code resnet18}
   * @param weights such as {@code imagenet}, {@code moco-v2}, {@code seeded} or a file's name
   */
  public record Network(String name, String weights) {}

  /**
   * The engine and the machine of a run.
   *
   * @param engine name and version
   * @param device {@code cpu} or the accelerator
   * @param threads per unit
   */
  public record Machine(
      String engine, String jvm, String operatingSystem, String device, int threads) {}

  /**
   * The times of a run.
   *
   * @param ended null while it lasts
   * @param seconds wall time of all its sessions; null if it is not known
   */
  public record Timing(
      @JsonSerialize(using = ToStringSerializer.class) Instant started,
      @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant ended,
      @Nullable Double seconds) {}

  /** The numbers of units computed and of units found present. */
  public record Units(long run, long reused) {}
}
