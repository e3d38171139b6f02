package org.fedmas.results.track;

import java.io.IOException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RunSnapshot;

/** The event file in a run's folder, for {@code tensorboard --logdir}. */
public final class TensorBoard implements Tracker {

  /** The event file; TensorBoard expects {@code tfevents} in its name. */
  public static final String FILE = "tensorboard/events.out.tfevents.fedmas";

  private final RunFolder place;

  /** Creates the event file of the run in a folder. */
  public TensorBoard(RunFolder place) {
    this.place = place;
  }

  @Override
  public String write(RunSnapshot run) throws IOException {
    boolean changed = place.files().extend(place.folder().resolve(FILE), RunEvents.file(run));
    place.publish(FILE);
    int rounds = run.metrics().rounds().size();
    return changed
        ? "written to %s: rounds up to %s".formatted(place.where(FILE), rounds)
        : "%s already has the rounds up to %s".formatted(place.where(FILE), rounds);
  }
}
