package org.fedmas.training.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The indexes of each present class's images, in class order. */
final class ClassMembers {

  private ClassMembers() {}

  static List<int[]> of(int[] labels) {
    TreeMap<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      places.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
    }
    return places.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
