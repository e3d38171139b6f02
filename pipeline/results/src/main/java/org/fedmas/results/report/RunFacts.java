package org.fedmas.results.report;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of the report says about a run, apart from its numbers: what was computed, where,
 * when and how much of it was new.
 *
 * @param run name of the run
 * @param config name of the config file
 * @param method one sentence: losses, local terms and aggregation rule
 * @param auxiliary null where the method has none
 * @param rounds as configured
 * @param selection which images decide on the best round
 * @param warnings what a reader of the numbers has to know
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

  /**
   * A network and where its weights come from.
   *
   * @param name such as {@code resnet18}
   * @param weights such as {@code imagenet}, {@code moco-v2}, {@code seeded} or a file's name
   */
  public record Network(String name, String weights) {}

  /**
   * What the tensors ran on.
   *
   * @param engine name and version
   * @param device {@code cpu} or the accelerator
   * @param threads per unit
   */
  public record Machine(
      String engine, String jvm, String operatingSystem, String device, int threads) {}

  /**
   * When the run happened.
   *
   * @param ended null while it lasts
   * @param seconds wall time of all its sessions; null if it is not known
   */
  public record Timing(
      @JsonSerialize(using = ToStringSerializer.class) Instant started,
      @JsonSerialize(using = ToStringSerializer.class) @Nullable Instant ended,
      @Nullable Double seconds) {}

  /** How many units of work were computed, and how many were there already. */
  public record Units(long run, long reused) {}
}
