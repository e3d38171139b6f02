package org.fedmas.pipeline.experiment;

import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.retention.Retention;
import org.fedmas.tensors.config.AuxiliaryNetwork;

/**
 * A rough estimate of what the units of a run cost, from measured costs per image. It is within a
 * factor of about three; measured times of the same experiment correct it.
 */
final class RunCost {

  /** The share of the images that is trained on, with five folds and a tenth held back. */
  private static final double TRAINED = 0.72;

  /** The share of the images that a round is scored on, by global and local models. */
  private static final double SCORED = 2 * 0.08;

  /** The factor by which priors and a second head lengthen a step. */
  private static final double ALIGNED = 1.33;

  /** CPU-seconds of decoding and resizing an image. */
  private static final double PREPARE = 0.008;

  private final Settings settings;
  private final long images;
  private final int clients;
  private final int side;
  private final NetworkCost network;

  /**
   * Creates the cost of a run.
   *
   * @param images number of images of the data set
   * @param clients number of clients
   */
  RunCost(Settings settings, long images, int clients) {
    this.settings = settings;
    this.images = images;
    this.clients = clients;
    this.side = settings.data().preparation().image().side();
    this.network = NetworkCost.of(settings.model().network().backbone());
  }

  static RunCost of(RunPlan plan) {
    return new RunCost(plan.settings(), plan.images(), plan.clients());
  }

  /** Returns the CPU-seconds of a round. */
  double round() {
    double trained = TRAINED * images * passes();
    double step = network.step(side) * (settings.training().local().aligned() ? ALIGNED : 1);
    return trained * step + SCORED * images * network.forward(side);
  }

  private double passes() {
    double trained = Math.max(1, TRAINED * images / clients);
    return settings
            .training()
            .local()
            .work()
            .images(Math.round(trained), settings.training().local().batchSize())
        / trained;
  }

  /** Returns the CPU-seconds of a unit before the rounds. */
  double before(WorkUnit unit) {
    return switch (unit.key().stage()) {
      case PREPROCESS -> unit.images() * PREPARE;
      case FEATURES -> unit.images() * views() * auxiliary();
      default -> 0;
    };
  }

  private int views() {
    return settings.model().views().online() ? 1 : 1 + settings.model().views().stored();
  }

  private double auxiliary() {
    return settings.model().auxiliary().networks().stream()
        .map(AuxiliaryNetwork::extractor)
        .mapToDouble(extractor -> NetworkCost.of(extractor).forward(side))
        .average()
        .orElse(0);
  }

  /** Returns the bytes that a unit before the rounds leaves. */
  long bytesBefore(WorkUnit unit) {
    StageName stage = unit.key().stage();
    if (stage == StageName.PREPROCESS) {
      return unit.images() * side * side * 3L;
    }
    int width = settings.model().auxiliary().networks().get(0).extractor().features();
    return stage == StageName.FEATURES ? unit.images() * views() * width * Float.BYTES : 0;
  }

  /** Returns the bytes of the models that the run keeps: values, and an optimiser's two moments. */
  long models() {
    int rounds = settings.run().rounds();
    Retention retention = settings.run().retention();
    int trained = settings.isPooled() ? 1 : clients;
    long updates = (long) retention.updateRounds(rounds) * trained * 3 * network.bytes();
    long globals = settings.isLocal() ? 0 : retention.modelRounds(rounds) * network.bytes();
    return updates + globals;
  }
}
