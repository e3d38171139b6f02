package org.fedmas.training.sampler;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * The sampler that takes one image of each class in turn. Classes are reshuffled after every turn,
 * and the images of a class after each of them was taken. Source: arXiv 1512.05830, section 3.
 */
public record ClassAware() implements Sampler {

  @Override
  public String id() {
    return "class-aware";
  }

  @Override
  public int[] order(int[] labels, RandomKey key) {
    List<Turns> images = new ArrayList<>();
    for (int[] members : ClassMembers.of(labels)) {
      images.add(new Turns(members, key.with("images").with(images.size()).stream()));
    }
    int[] places = new int[images.size()];
    for (int c = 0; c < places.length; c++) {
      places[c] = c;
    }
    Turns classes = new Turns(places, key.with("classes").stream());
    int[] order = new int[labels.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = images.get(classes.next()).next();
    }
    return order;
  }

  /** A cycle through entries that reshuffles them at the start of every turn. */
  private static final class Turns {

    private final int[] entries;
    private final RandomStream stream;
    private int at;

    Turns(int[] entries, RandomStream stream) {
      this.entries = entries.clone();
      this.stream = stream;
    }

    int next() {
      if (at == 0) {
        stream.shuffle(entries);
      }
      int entry = entries[at];
      at = (at + 1) % entries.length;
      return entry;
    }
  }
}
