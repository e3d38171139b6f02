package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holm's adjustment of p-values for the number of comparisons.
 *
 * <p>Source: Holm, Scandinavian Journal of Statistics 6, 1979.
 */
public final class Holm {

  private Holm() {}

  /** Returns the adjusted p-value of each name, in the same order; nulls stay null. */
  public static Map<String, @Nullable Double> adjust(Map<String, @Nullable Double> values) {
    List<@Nullable Double> inOrder = adjust(new ArrayList<>(values.values()));
    Map<String, @Nullable Double> adjusted = new LinkedHashMap<>();
    values.keySet().forEach(name -> adjusted.put(name, inOrder.get(adjusted.size())));
    return adjusted;
  }

  /** Returns the adjusted p-values, in the same order; nulls are not counted and stay null. */
  public static List<@Nullable Double> adjust(List<@Nullable Double> values) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        places.add(i);
      }
    }
    places.sort(Comparator.comparingDouble(i -> Objects.requireNonNull(values.get(i))));
    List<@Nullable Double> adjusted = new ArrayList<>(Collections.nCopies(values.size(), null));
    double most = 0;
    for (int rank = 0; rank < places.size(); rank++) {
      int place = places.get(rank);
      double p = Objects.requireNonNull(values.get(place));
      most = Math.max(most, Math.min(1, (places.size() - rank) * p));
      adjusted.set(place, most);
    }
    return adjusted;
  }
}
