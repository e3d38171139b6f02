package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.network.layer.Gradients;
import org.jspecify.annotations.Nullable;

/**
 * The correction of SCAFFOLD. Each step follows {@code ĝ + c − c_k}, with ĝ the clipped gradient,
 * to which the optimiser adds the weight decay. After τ steps {@code c_k ← c_k − c + (θ −
 * θ_k)/(τη)}, which is the mean of the steps' ĝ with weight decay. All control variates are 0 at
 * first, and cover the trainable entries that are shared.
 *
 * <p>Source: arXiv 1910.06378, algorithm 1, option II.
 */
public record ScaffoldTerm() implements LocalTerm {

  @Override
  public String id() {
    return TermName.SCAFFOLD.id();
  }

  @Override
  public String text() {
    return id();
  }

  @Override
  public boolean keepsState() {
    return true;
  }

  @Override
  public boolean readsServer() {
    return true;
  }

  @Override
  public boolean reportsSteps() {
    return true;
  }

  @Override
  public ActiveTerm begin(LocalRound round) {
    return new Active(round);
  }

  private static final class Active implements ActiveTerm {

    private final SharedEntries entries;
    private final double learningRate;
    private final ModelState own;
    private final ModelState server;
    private final NDManager manager;

    /** c − c_k of each parameter; null while all control variates are 0. */
    private final @Nullable List<@Nullable NDArray> corrections;

    Active(LocalRound round) {
      this.entries = SharedEntries.of(round);
      this.learningRate = round.learningRate();
      this.own = round.carried().client().part(ModelFiles.CONTROL);
      this.server = round.carried().server().part(ModelFiles.CONTROL);
      this.manager = round.network().manager().newSubManager();
      this.corrections =
          own.names().isEmpty() && server.names().isEmpty()
              ? null
              : entries.arrays(entries.computed((change, c) -> c[1] - c[0], own, server), manager);
    }

    @Override
    public void contribute(Objective objective) {}

    @Override
    public Gradients corrected(Gradients clipped) {
      return corrections == null ? clipped : clipped.plus(corrections);
    }

    @Override
    public Map<String, ModelState> keeps(int steps) {
      double length = steps * learningRate;
      return Map.of(
          ModelFiles.CONTROL,
          entries.computed((change, c) -> c[0] - c[1] - change / length, own, server));
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
