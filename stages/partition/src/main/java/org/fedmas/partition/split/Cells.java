package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.fedmas.contract.random.RandomKey;

/** Groups of images of one client and class, the units of stratified draws. */
final class Cells {

  /** Images of one client and class. */
  record Cell<T>(int client, int label, List<T> members) {

    /** Returns the members in an order that depends only on the key, client and class. */
    List<T> shuffled(RandomKey key) {
      return Group.shuffled(members, key.with(client).with(label));
    }
  }

  private Cells() {}

  /** Returns the cells in order of client, then class; members keep their order. */
  static <T> List<Cell<T>> of(List<T> all, ToIntFunction<T> client, ToIntFunction<T> label) {
    TreeMap<Integer, TreeMap<Integer, List<T>>> grouped = new TreeMap<>();
    for (T one : all) {
      grouped
          .computeIfAbsent(client.applyAsInt(one), c -> new TreeMap<>())
          .computeIfAbsent(label.applyAsInt(one), c -> new ArrayList<>())
          .add(one);
    }
    List<Cell<T>> cells = new ArrayList<>();
    grouped.forEach(
        (c, labels) ->
            labels.forEach((l, members) -> cells.add(new Cell<>(c, l, List.copyOf(members)))));
    return cells;
  }
}
