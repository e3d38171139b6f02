package org.fedmas.results.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of a file.
 *
 * @param wallTime seconds since 1970
 * @param fileVersion of the first event of a file alone
 * @param values empty for the first event of a file
 */
public record Event(
    double wallTime, long step, @Nullable String fileVersion, List<SummaryValue> values) {

  private static final String VERSION = "brain.Event:2";

  public Event {
    values = List.copyOf(values);
  }

  /** Returns the event that every file starts with. */
  public static Event first(double wallTime) {
    return new Event(wallTime, 0, VERSION, List.of());
  }

  /** Returns an event with values of one step. */
  public static Event of(double wallTime, long step, SummaryValue... values) {
    return new Event(wallTime, step, null, List.of(values));
  }

  /** Returns the event as a protocol buffer. */
  public byte[] bytes() {
    Message event = new Message().realUnlessZero(1, wallTime).integerUnlessZero(2, step);
    if (fileVersion != null) {
      event.text(3, fileVersion);
    }
    if (!values.isEmpty()) {
      Message summary = new Message();
      values.forEach(value -> summary.message(1, SummaryMessages.of(value)));
      event.message(5, summary);
    }
    return event.bytes();
  }
}
