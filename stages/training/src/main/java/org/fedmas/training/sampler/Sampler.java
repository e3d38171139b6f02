package org.fedmas.training.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/** A rule for the images of one epoch, of the n that a client has, and their order. */
public enum Sampler implements Named.EnumConstant {

  /** Takes every image once, in random order. */
  SHUFFLED {
    @Override
    public int[] order(int[] labels, RandomKey key) {
      return key.stream().permutation(labels.length);
    }
  },

  /**
   * Draws with replacement, each image with probability proportional to 1/n_kc: a present class
   * first, then one of its images.
   */
  CLASS_BALANCED {
    @Override
    public int[] order(int[] labels, RandomKey key) {
      List<int[]> classes = members(labels);
      RandomStream stream = key.stream();
      int[] order = new int[labels.length];
      for (int i = 0; i < order.length; i++) {
        int[] members = classes.get(stream.below(classes.size()));
        order[i] = members[stream.below(members.length)];
      }
      return order;
    }
  },

  /**
   * Takes one image of each class in turn. Classes are reshuffled after every turn, and the images
   * of a class after each of them was taken. Source: arXiv 1512.05830, section 3.
   */
  CLASS_AWARE {
    @Override
    public int[] order(int[] labels, RandomKey key) {
      List<Turns> images = new ArrayList<>();
      for (int[] members : members(labels)) {
        images.add(new Turns(members, key.with("images").with(images.size()).stream()));
      }
      int[] places = IntStream.range(0, images.size()).toArray();
      Turns classes = new Turns(places, key.with("classes").stream());
      int[] order = new int[labels.length];
      Arrays.setAll(order, i -> images.get(classes.next()).next());
      return order;
    }
  };

  public static Choice<Sampler> choice() {
    return Choice.of("training.sampler", SHUFFLED.id(), values());
  }

  /**
   * Returns the images of one epoch, as n indexes.
   *
   * @param labels the class of each of the client's n images
   * @param key the random key of this epoch
   */
  public abstract int[] order(int[] labels, RandomKey key);

  /** Returns whether an image may stand in an epoch more than once. */
  public boolean repeats() {
    return this != SHUFFLED;
  }

  /** Returns for each entry of an order how often its image stands before it. */
  public static int[] occurrences(int[] order) {
    Map<Integer, Integer> seen = new HashMap<>();
    return IntStream.of(order).map(image -> seen.merge(image, 1, Integer::sum) - 1).toArray();
  }

  /** Returns the indexes of each present class's images, in class order. */
  private static List<int[]> members(int[] labels) {
    TreeMap<Integer, IntStream.Builder> places = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      places.computeIfAbsent(labels[i], label -> IntStream.builder()).add(i);
    }
    return places.values().stream().map(indexes -> indexes.build().toArray()).toList();
  }

  /** A cycle through entries that reshuffles them at the start of every turn. */
  private static final class Turns {

    private final int[] entries;
    private final RandomStream stream;
    private int at;

    Turns(int[] entries, RandomStream stream) {
      this.entries = entries;
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
