package org.fedmas.results.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that models are scored on: class, client and lesion of each. Lesions group images that
 * are not independent; a lesion belongs to one client, so that one seen at two clients counts as
 * two.
 */
public final class TestImages {

  private final int classes;
  private final int[] labels;
  private final int[] clients;
  private final int[] lesions;
  private final int[][] lesionsOfClients;

  private TestImages(int classes, int[] labels, int[] clients, int[] lesions, int[][] ofClients) {
    this.classes = classes;
    this.labels = labels;
    this.clients = clients;
    this.lesions = lesions;
    this.lesionsOfClients = ofClients;
  }

  /**
   * Creates the images from their columns.
   *
   * @param classes number of classes, at least 1
   * @param clientCount number of clients, those without images included
   * @param labels [n] true classes
   * @param clients [n] numbers of clients
   * @param groups [n] names of lesions, unique within a client
   * @throws IllegalArgumentException if lengths differ or a number is out of range
   */
  public static TestImages of(
      int classes, int clientCount, int[] labels, int[] clients, List<String> groups) {
    if (labels.length != clients.length || labels.length != groups.size()) {
      throw new IllegalArgumentException(
          "found %s labels, %s clients and %s groups, expected equal numbers"
              .formatted(labels.length, clients.length, groups.size()));
    }
    int[] lesions = new int[labels.length];
    int[] clientOfLesion = new int[labels.length];
    Map<List<Object>, Integer> numbers = new HashMap<>();
    for (int image = 0; image < labels.length; image++) {
      inRange("label", image, labels[image], classes);
      inRange("client", image, clients[image], clientCount);
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(List.<Object>of(clients[image], groups.get(image)), next);
      lesions[image] = known == null ? next : known;
      clientOfLesion[lesions[image]] = clients[image];
    }
    int[][] ofClients = new int[clientCount][0];
    for (int lesion = 0; lesion < numbers.size(); lesion++) {
      int[] own = ofClients[clientOfLesion[lesion]];
      own = Arrays.copyOf(own, own.length + 1);
      own[own.length - 1] = lesion;
      ofClients[clientOfLesion[lesion]] = own;
    }
    return new TestImages(classes, labels.clone(), clients.clone(), lesions, ofClients);
  }

  /** Creates images of one client without known groups: each image is its own lesion. */
  static TestImages ungrouped(int classes, int[] labels) {
    int[] lesions = new int[labels.length];
    Arrays.setAll(lesions, image -> image);
    return new TestImages(
        classes, labels, new int[labels.length], lesions, new int[][] {lesions.clone()});
  }

  private static void inRange(String what, int image, int found, int bound) {
    if (found < 0 || found >= bound) {
      throw new IllegalArgumentException(
          "%s of image %s is %s, expected 0…%s".formatted(what, image, found, bound - 1));
    }
  }

  /** Returns the number of images. */
  public int size() {
    return labels.length;
  }

  /** Returns the number of classes, those without images included. */
  public int classes() {
    return classes;
  }

  /** Returns the number of clients, those without images included. */
  public int clients() {
    return lesionsOfClients.length;
  }

  /** Returns the number of lesions. */
  public int lesions() {
    return Arrays.stream(lesionsOfClients).mapToInt(own -> own.length).sum();
  }

  /** Returns the true class of an image. */
  public int label(int image) {
    return labels[image];
  }

  /** Returns the client of an image. */
  public int client(int image) {
    return clients[image];
  }

  /** Returns the lesion of an image, numbered from 0 by first appearance. */
  public int lesion(int image) {
    return lesions[image];
  }

  /** Returns the lesions of a client, ascending. */
  public int[] lesionsOf(int client) {
    return lesionsOfClients[client].clone();
  }

  /** Returns weights that count each image once. */
  public int[] once() {
    int[] weights = new int[size()];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** Returns weights that count the images of one client once and the others not at all. */
  public int[] onlyClient(int client) {
    int[] weights = new int[size()];
    Arrays.setAll(weights, image -> clients[image] == client ? 1 : 0);
    return weights;
  }

  /**
   * Returns weights that count each image as often as its lesion.
   *
   * @param times [lesions] counts
   */
  public int[] byLesion(int[] times) {
    int[] weights = new int[size()];
    Arrays.setAll(weights, image -> times[lesions[image]]);
    return weights;
  }

  /** Returns these images followed by themselves, as lesions of their own. */
  public TestImages twice() {
    int n = size();
    int[][] ofClients = new int[clients()][];
    int known = lesions();
    int[] both = Arrays.copyOf(lesions, 2 * n);
    for (int image = 0; image < n; image++) {
      both[n + image] = lesions[image] + known;
    }
    for (int client = 0; client < ofClients.length; client++) {
      int[] own = lesionsOfClients[client];
      int[] doubled = Arrays.copyOf(own, 2 * own.length);
      for (int i = 0; i < own.length; i++) {
        doubled[own.length + i] = own[i] + known;
      }
      ofClients[client] = doubled;
    }
    return new TestImages(classes, repeated(labels), repeated(clients), both, ofClients);
  }

  private static int[] repeated(int[] values) {
    int[] both = Arrays.copyOf(values, 2 * values.length);
    System.arraycopy(values, 0, both, values.length, values.length);
    return both;
  }
}
