package org.fedmas.results.track;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers of one round under construction; an absent score adds nothing. */
final class NumberList {

  private final int round;
  private final List<TrackedNumber> numbers = new ArrayList<>();

  /** Creates an empty list of a round's numbers. */
  NumberList(int round) {
    this.round = round;
  }

  NumberList add(String series, @Nullable Double value) {
    if (value != null) {
      numbers.add(new TrackedNumber(series, round, value));
    }
    return this;
  }

  List<TrackedNumber> all() {
    return List.copyOf(numbers);
  }
}
