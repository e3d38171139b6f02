package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.DynamicRegulariser;

/**
 * The term of FedDyn, {@code α_k(½‖θ' − θ‖² + ⟨h_k, θ' − θ⟩)}, θ the received model and θ' the
 * moving one. After the round {@code h_k ← h_k + θ_k − θ}; h_k is 0 at first.
 *
 * <p>Source: arXiv 2111.04263, algorithm 1; α_k as in the code published with it.
 *
 * @param weight α
 * @param scaling the dependence of α_k on the number of images
 */
public record DynamicTerm(double weight, AlphaScaling scaling) implements LocalTerm {

  private static final String WEIGHT = "dynamic-regulariser.weight";

  static DynamicTerm read(ConfigReader reader) {
    double weight = reader.number(WEIGHT, 0.1, 0, 1e6);
    if (weight == 0) {
      reader.problem(WEIGHT, "a number greater than 0; without the term, leave it out");
    }
    return new DynamicTerm(weight, AlphaScaling.choice().read(reader));
  }

  @Override
  public String id() {
    return TermName.DYNAMIC_REGULARISER.id();
  }

  @Override
  public String text() {
    return id() + " (α = " + weight + ")";
  }

  @Override
  public boolean keepsState() {
    return true;
  }

  @Override
  public boolean comparesImages() {
    return scaling == AlphaScaling.BY_IMAGES;
  }

  @Override
  public ActiveTerm begin(LocalRound round) {
    double images = LongStream.of(round.counts()).sum();
    double alpha = scaling.of(weight, images, round.carried().meanImages());
    return new Active(round, new DynamicRegulariser(alpha));
  }

  private static final class Active implements ActiveTerm {

    private final DynamicRegulariser formula;
    private final SharedEntries entries;
    private final ModelState own;
    private final NDManager manager;
    private final List<NDArray> anchors;

    /** h_k; empty while it is 0. */
    private final List<NDArray> sums;

    Active(LocalRound round, DynamicRegulariser formula) {
      this.formula = formula;
      this.entries = SharedEntries.of(round);
      this.own = round.carried().client().part(ModelFiles.DYNAMIC);
      this.manager = round.network().manager().newSubManager();
      this.anchors = entries.only(entries.arrays(round.received(), manager));
      this.sums = own.names().isEmpty() ? List.of() : entries.only(entries.arrays(own, manager));
    }

    @Override
    public void contribute(Objective objective) {
      objective.add(
          TermName.DYNAMIC_REGULARISER.id(),
          formula.of(entries.only(objective.parameters()), anchors, sums));
    }

    @Override
    public Map<String, ModelState> keeps(int steps) {
      return Map.of(ModelFiles.DYNAMIC, entries.computed((change, h) -> h[0] + change, own));
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
