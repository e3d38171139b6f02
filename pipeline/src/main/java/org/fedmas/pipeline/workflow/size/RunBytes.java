package org.fedmas.pipeline.workflow.size;

import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.retention.Retention;
import org.fedmas.tensors.config.AuxiliaryNetwork;

/**
 * The bytes of a run's artifacts, by arithmetic from its configuration. Pixels and features count
 * in full; what a run releases under the keys {@code keep.*} counts until it is released.
 */
public final class RunBytes {

  /** The space of an artifact without a payload: manifest, summary and file system blocks. */
  private static final long SMALL = 16_384;

  /** The share of the images on which each round is scored, by global and by local models. */
  private static final double SCORED = 0.2;

  /** The size of an image's name and label in predictions. */
  private static final long NAMED = 40;

  private final Settings settings;
  private final long images;
  private final long originals;
  private final int clients;
  private final int classes;
  private final ModelBytes model;

  /**
   * Creates the arithmetic of a run.
   *
   * @param images number of images of the data set
   * @param originals bytes of the source images where they are copied, otherwise 0
   * @param clients number of clients
   */
  public RunBytes(Settings settings, long images, long originals, int clients, int classes) {
    this.settings = settings;
    this.images = images;
    this.originals = originals;
    this.clients = clients;
    this.classes = classes;
    this.model = ModelBytes.of(settings, classes);
  }

  /** Returns the bytes of prepared pixels and copied sources. */
  public long pixels() {
    return images * pixelsPerImage() + originals;
  }

  private long pixelsPerImage() {
    int side = settings.data().preparation().image().side();
    return 3L * side * side;
  }

  /** Returns the bytes of the auxiliary networks' features. */
  public long features() {
    return settings.needsFeatures() ? images * featuresPerImage() : 0;
  }

  private long featuresPerImage() {
    long width =
        settings.model().auxiliary().networks().stream()
            .map(AuxiliaryNetwork::extractor)
            .mapToLong(extractor -> extractor.features())
            .max()
            .orElse(0);
    int views = settings.model().views().online() ? 1 : 1 + settings.model().views().stored();
    return views * width * Float.BYTES;
  }

  /**
   * Returns the bytes of client updates when most exist: those that are kept, and those of the
   * round that is computed before earlier ones are released.
   */
  public long updates() {
    return updates(drawn());
  }

  /** Returns the bytes of the client updates that a finished run keeps. */
  public long keptUpdates() {
    return updates(0);
  }

  private long updates(int more) {
    long all = (long) rounds() * drawn();
    boolean kept = settings.evaluation().personal();
    long whole = kept ? all : Math.min(all, more + each(retention().updateRounds(rounds())));
    long states = kept ? all : Math.max(whole, each(retention().stateRounds(rounds())));
    return whole * (model.model() + model.optimizer()) + Math.min(all, states) * model.client();
  }

  /** Returns the number of updates of so many rounds of each client. */
  private long each(int rounds) {
    return (long) rounds * trained();
  }

  /** Returns the bytes of global models when most exist, with that before the first round. */
  public long models() {
    if (settings.isLocal()) {
      return model.global();
    }
    int kept = retention().modelRounds(rounds());
    boolean all = settings.evaluation().personal() && settings.keepsEntries();
    return (1 + (all ? rounds() : Math.min(rounds(), kept + 1))) * model.global();
  }

  /** Returns the bytes of everything else: predictions, priors, manifests, checkpoints. */
  public long rest() {
    long scored = Math.round(images * (SCORED * rounds() + 1));
    long units = images / 64 + (long) rounds() * (4L * drawn() + clients + 2);
    long checkpoint = settings.run().checkpoints().isOn() ? 2 * model.update() : 0;
    return scored * row() + units * SMALL + checkpoint;
  }

  /** Returns the most bytes that the run's artifacts take at any time. */
  public long peak() {
    return pixels() + features() + updates() + models() + rest();
  }

  /** Returns the bytes that the artifacts of a finished run take. */
  public long left() {
    return peak() - updates() + keptUpdates();
  }

  /** Returns the bytes that a unit writes. */
  public long of(WorkUnit unit) {
    UnitKey key = unit.key();
    long payload =
        switch (key.stage()) {
          case PREPROCESS -> unit.images() * (pixelsPerImage() + originals / Math.max(1, images));
          case FEATURES -> unit.images() * featuresPerImage();
          case TRAINING -> key.client() == null ? model.global() : model.update();
          case AGGREGATION -> model.global();
          case EVALUATION -> unit.images() * row();
          default -> 0L;
        };
    return payload + SMALL;
  }

  private long row() {
    return (long) Float.BYTES * classes + NAMED;
  }

  private Retention retention() {
    return settings.run().retention();
  }

  private int rounds() {
    return settings.run().rounds();
  }

  private int trained() {
    return settings.isPooled() ? 1 : clients;
  }

  /** Returns the number of clients that train in a round. */
  private int drawn() {
    return settings.training().sampling().count(trained());
  }
}
