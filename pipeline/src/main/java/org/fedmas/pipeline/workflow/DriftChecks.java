package org.fedmas.pipeline.workflow;

import java.util.List;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.server.Scaffold;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.training.OptimizerMemory;
import org.fedmas.training.TrainingSettings;
import org.fedmas.training.term.LocalTerm;

/** The refusals of combinations with SCAFFOLD, FedDyn and FedNova that cannot work. */
final class DriftChecks {

  private static final String OPTIMIZER = "training.optimizer";
  private static final String MEMORY = "training.optimizer-state";
  private static final String MOMENTUM = "training.momentum";
  private static final String LEARNING_RATE = "training.learning-rate";
  private static final String HEADS = "alignment.heads";
  private static final String PULL = "proximal.weight";
  private static final String TERMS = TermName.choice().key();

  private final ConfigReader reader;
  private final Settings.Training training;
  private final TrainingSettings local;

  private DriftChecks(ConfigReader reader, Settings.Training training) {
    this.reader = reader;
    this.training = training;
    this.local = training.local();
  }

  /**
   * Reports every combination that cannot work.
   *
   * @param rounds R
   */
  static void refuse(ConfigReader reader, Settings.Training training, int rounds) {
    DriftChecks checks = new DriftChecks(reader, training);
    if (checks.hasTerm(TermName.SCAFFOLD)) {
      checks.scaffold(rounds);
    }
    if (checks.hasTerm(TermName.DYNAMIC_REGULARISER)) {
      checks.dynamic();
    }
    if (training.local().normalised()) {
      checks.fednova();
    }
  }

  private void scaffold(int rounds) {
    String since = ", since %s has scaffold".formatted(TERMS);
    if (local.optimizer().stepLength(1, 0).isEmpty()) {
      reader.problem(OPTIMIZER, "sgd" + since);
    } else if (!local.optimizer().isPlainDescent()) {
      reader.problem(MOMENTUM, "0" + since);
    }
    if (hasTerm(TermName.PROXIMAL) || hasTerm(TermName.DYNAMIC_REGULARISER)) {
      reader.problem(TERMS, "scaffold without proximal and dynamic-regulariser");
    }
    requireRule(List.of("avg", "uniform"), since);
    if (training.aggregation().count() != ImageCount.IMAGES) {
      reader.problem(ImageCount.choice().key(), ImageCount.IMAGES.id() + since);
    }
    boolean hasRate =
        training.aggregation().drift().orElse(null) instanceof Scaffold scaffold
            && scaffold.serverRate() != 1;
    if (hasRate && training.aggregation().server().isPresent()) {
      reader.problem(Scaffold.SERVER_RATE, "1, since %s is set".formatted(ServerOptimizer.KEY));
    }
    if (local.learningRateIn(new Round(rounds)) == 0) {
      reader.problem(LEARNING_RATE, "a rate that stays greater than 0 in every round" + since);
    }
    requireSharedHeads(since);
  }

  private void dynamic() {
    String since = ", since %s has dynamic-regulariser".formatted(TERMS);
    if (hasTerm(TermName.PROXIMAL)) {
      reader.problem(TERMS, "dynamic-regulariser without proximal");
    }
    if (training.aggregation().server().isPresent()) {
      reader.problem(ServerOptimizer.KEY, ServerOptimizer.NONE + since);
    }
    requireRule(List.of("uniform"), since);
    requireSharedHeads(since);
  }

  private void fednova() {
    String since = ", since %s is fednova".formatted(AggregationRule.KEY);
    Optimizer optimizer = local.optimizer();
    if (optimizer.stepLength(1, 0).isEmpty()) {
      reader.problem(OPTIMIZER, "sgd" + since);
    } else if (!optimizer.isPlainDescent() && local.memory() == OptimizerMemory.KEEP) {
      reader.problem(MEMORY, OptimizerMemory.RESET.id() + since + " with " + MOMENTUM);
    }
    double pull = local.terms().stream().mapToDouble(LocalTerm::pull).sum();
    if (local.learningRate() * pull >= 1) {
      reader.problem(
          PULL, "less than 1/%s, %s%s".formatted(LEARNING_RATE, 1 / local.learningRate(), since));
    }
    requireSharedHeads(since);
  }

  private void requireRule(List<String> rules, String since) {
    if (!rules.contains(training.aggregation().rule().id())) {
      reader.problem(AggregationRule.KEY, String.join(" or ", rules) + since);
    }
  }

  /** Refuses heads that start from the client's own values: their change is not θ_k − θ. */
  private void requireSharedHeads(String since) {
    if (local.terms().stream().anyMatch(LocalTerm::keepsHeads)) {
      reader.problem(HEADS, "both" + since);
    }
  }

  private boolean hasTerm(TermName name) {
    return local.terms().stream().anyMatch(term -> term.id().equals(name.id()));
  }
}
