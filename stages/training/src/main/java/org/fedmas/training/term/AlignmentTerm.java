package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Scalars;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.DeferredWeights;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Layout;

/**
 * The term of Fed-MAS: a second classifier on the projection, and the projection's divergence from
 * the auxiliary network's features, {@code L_sup(o2, y) + λ·mean δ(x)}. If λ = 0, the loss of the
 * first logits replaces δ in S_kc. Source: arXiv 2307.14959, section 2.
 *
 * @param weight λ
 * @param rampFrom the last round with the full λ, which then falls linearly; 0 for a constant λ
 * @param rampEnd the value that λ falls to
 * @param classWeighted whether the objective, unlike S_kc, weights δ by the class of its sample
 * @param heads the heads that start a round from the global model
 */
public record AlignmentTerm(
    double weight, int rampFrom, RampEnd rampEnd, boolean classWeighted, SyncedHeads heads)
    implements LocalTerm {

  private static final String FREE_SUPERVISED = "free-supervised";
  private static final String RAMP = "alignment.ramp-from";

  static AlignmentTerm read(ConfigReader reader) {
    double weight = TermName.alignmentWeight(reader);
    int rampFrom = reader.integer(RAMP, 0, 0, 1_000_000);
    return new AlignmentTerm(
        weight,
        rampFrom,
        rampFrom > 0 ? RampEnd.read(reader) : RampEnd.ZERO,
        reader.flag("alignment.class-weighted", false),
        SyncedHeads.choice().read(reader));
  }

  @Override
  public String id() {
    return TermName.ALIGNMENT.id();
  }

  @Override
  public String text() {
    String ramp = rampFrom > 0 ? ", falling from round " + rampFrom : "";
    return "%s (λ = %s%s)".formatted(id(), weight, ramp);
  }

  @Override
  public boolean usesRounds() {
    return rampFrom > 0 || classWeighted;
  }

  @Override
  public boolean aligns() {
    return true;
  }

  @Override
  public boolean needsFeatures() {
    return weight > 0;
  }

  @Override
  public void refuse(ConfigReader reader, Loss loss, int rounds) {
    if (weight == 0 && !loss.standsForDivergence()) {
      reader.problem(
          TermName.ALIGNMENT_WEIGHT,
          ("more than 0 with training.loss %s, which cannot replace the divergence; ce, bsm, focal,"
                  + " cb and rw can")
              .formatted(loss.id()));
    }
    if (rampFrom > 0 && rampFrom >= rounds) {
      reader.problem(RAMP, "a round before the last one, %s (rounds), or 0".formatted(rounds));
    }
  }

  @Override
  public boolean looksBack() {
    return heads != SyncedHeads.BOTH;
  }

  @Override
  public boolean keepsHeads() {
    return heads != SyncedHeads.BOTH;
  }

  @Override
  public boolean keepsMeasuringHead() {
    return heads.keeps(weight > 0 ? HeadTensor.AUXILIARY : HeadTensor.CLASSIFIER);
  }

  @Override
  public ModelState start(Layout layout, ModelState received, ModelState previous) {
    return heads.start(layout, received, previous);
  }

  double weightIn(Round round, int rounds) {
    int at = rampEnd.position(round);
    return rampFrom == 0 || at <= rampFrom ? weight : weight * (rounds - at) / (rounds - rampFrom);
  }

  @Override
  public ActiveTerm begin(LocalRound round) {
    Loss loss = round.loss();
    long[] counts = round.counts();
    if (weight == 0) {
      return objective -> {
        Outputs outputs = objective.outputs();
        objective.add(
            FREE_SUPERVISED, loss.batch(outputs.requireFreeLogits(), objective.labels(), counts));
        objective.recordDivergence(loss.perSample(outputs.logits(), objective.labels(), counts));
      };
    }
    double strength = weightIn(round.round(), round.rounds());
    DeferredWeights weights =
        classWeighted
            ? DeferredWeights.in(round.round().index(), round.rounds())
            : DeferredWeights.BEFORE;
    return objective -> {
      Outputs outputs = objective.outputs();
      NDArray labels = objective.labels();
      objective.add(FREE_SUPERVISED, loss.batch(outputs.requireFreeLogits(), labels, counts));
      NDArray divergence =
          Divergence.perSample(outputs.requireProjection(), objective.requireFeatures());
      NDArray pulled =
          classWeighted ? Divergence.weighted(divergence, labels, counts, weights) : divergence;
      objective.add(id(), Scalars.times(pulled.mean(), strength));
      objective.recordDivergence(divergence);
    };
  }
}
