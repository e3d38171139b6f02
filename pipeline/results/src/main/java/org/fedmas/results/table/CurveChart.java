package org.fedmas.results.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curves over rounds or folds, one per configuration.
 *
 * @param detail the content and the meaning of the bands
 * @param axis name of a place, such as {@code round}
 * @param places numbers of the rounds or folds, in order
 */
public record CurveChart(
    String title, String detail, String axis, List<Integer> places, List<Curve> curves) {

  public CurveChart {
    places = List.copyOf(places);
    curves = List.copyOf(curves);
  }

  /**
   * One configuration. Lists follow the places; null where no run has a value.
   *
   * @param values means over seeds
   * @param lower lowest over seeds
   * @param upper highest over seeds
   */
  public record Curve(
      String name,
      List<@Nullable Double> values,
      List<@Nullable Double> lower,
      List<@Nullable Double> upper) {

    public Curve {
      values = Collections.unmodifiableList(new ArrayList<>(values));
      lower = Collections.unmodifiableList(new ArrayList<>(lower));
      upper = Collections.unmodifiableList(new ArrayList<>(upper));
    }
  }
}
