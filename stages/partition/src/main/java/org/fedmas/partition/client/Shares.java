package org.fedmas.partition.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.partition.split.Group;
import org.fedmas.partition.split.LabelledImage;

/** Proportions over clients, and the division of images by these proportions. */
final class Shares {

  private Shares() {}

  /**
   * Returns one draw from a symmetric Dirichlet distribution: independent Gamma(α) variates divided
   * by their sum. Logarithms are used because the variates underflow for small α.
   *
   * @return [clients], not negative, sum 1
   */
  static double[] dirichlet(double alpha, int clients, RandomStream random) {
    double[] shares = new double[clients];
    for (int k = 0; k < clients; k++) {
      shares[k] = GammaVariate.logarithm(alpha, random);
    }
    double most = Arrays.stream(shares).max().orElseThrow();
    double sum = 0;
    for (int k = 0; k < clients; k++) {
      shares[k] = StrictMath.exp(shares[k] - most);
      sum += shares[k];
    }
    for (int k = 0; k < clients; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /**
   * Divides the images of each class by its proportions. The class's images, in drawn order, fill
   * the interval [0, 1), and each group goes to the client whose subinterval contains the group's
   * middle. A client thus gets its proportion to within one group per class.
   *
   * @param classes class → groups in drawn order
   * @param shares class → proportions over the clients
   */
  static List<LabelledImage> deal(
      SortedMap<Integer, List<Group>> classes, IntFunction<double[]> shares) {
    List<LabelledImage> dealt = new ArrayList<>();
    classes.forEach((label, groups) -> dealt.addAll(deal(groups, shares.apply(label))));
    return List.copyOf(dealt);
  }

  private static List<LabelledImage> deal(List<Group> groups, double[] shares) {
    long total = groups.stream().mapToLong(Group::size).sum();
    List<LabelledImage> dealt = new ArrayList<>();
    int client = 0;
    double end = shares[0];
    long before = 0;
    for (Group group : groups) {
      double middle = (before + 0.5 * group.size()) / total;
      while (middle >= end && client < shares.length - 1) {
        client++;
        end += shares[client];
      }
      int holder = client;
      group.members().forEach(image -> dealt.add(image.heldBy(holder)));
      before += group.size();
    }
    return dealt;
  }

  /** Returns the groups of each class, in an order that depends only on the key and the images. */
  static SortedMap<Integer, List<Group>> byClass(List<LabelledImage> images, RandomKey key) {
    List<LabelledImage> ordered =
        images.stream().sorted(Comparator.comparing(LabelledImage::imageId)).toList();
    SortedMap<Integer, List<Group>> classes = new TreeMap<>();
    for (Group group : Group.of(ordered)) {
      classes.computeIfAbsent(group.label(), label -> new ArrayList<>()).add(group);
    }
    classes.replaceAll((label, groups) -> Group.shuffled(groups, key.with("order").with(label)));
    return classes;
  }
}
