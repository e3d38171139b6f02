package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.fedmas.contract.Digest;
import org.fedmas.contract.NameRule;

/**
 * Images of a data set whose files hold the same bytes: copies, and links to one file.
 *
 * @param dataSet the images
 * @param groups the images of each content that occurs more than once, in the data set's order
 */
public record EqualFiles(DataSet dataSet, List<List<SourceImage>> groups) {

  public EqualFiles {
    groups = List.copyOf(groups);
  }

  /** Compares the digests of all images. */
  public static EqualFiles of(DataSet dataSet, Function<SourceImage, Digest> digests) {
    Map<Digest, List<SourceImage>> contents = new LinkedHashMap<>();
    for (SourceImage image : dataSet.images()) {
      contents.computeIfAbsent(digests.apply(image), digest -> new ArrayList<>(1)).add(image);
    }
    return new EqualFiles(
        dataSet, contents.values().stream().filter(group -> group.size() > 1).toList());
  }

  /** Returns the groups without the images that fail a test. */
  public EqualFiles within(Predicate<SourceImage> stays) {
    return new EqualFiles(
        dataSet,
        groups.stream()
            .map(group -> group.stream().filter(stays).toList())
            .filter(group -> group.size() > 1)
            .toList());
  }

  /**
   * Returns a sentence on all copies, one on copies of different classes, and one on test images
   * with the bytes of a training image, as far as each occurs.
   *
   * @param isTest whether an image is a test image
   */
  public List<String> notes(Predicate<SourceImage> isTest) {
    List<String> notes = new ArrayList<>();
    if (!groups.isEmpty()) {
      int links = groups.stream().mapToInt(this::links).sum();
      notes.add(
          "%s with the same bytes as another image%s, first: %s"
              .formatted(
                  PassedOver.count(
                      groups.stream().mapToInt(group -> group.size() - 1).sum(), "image"),
                  links == 0 ? "" : " (of them links to one file: " + links + ")",
                  pair(groups.get(0), image -> true, image -> true)));
    }
    groups.stream()
        .filter(group -> group.stream().map(SourceImage::label).distinct().count() > 1)
        .findFirst()
        .ifPresent(first -> notes.add(contradiction(first)));
    List<List<SourceImage>> leaking =
        groups.stream()
            .filter(group -> group.stream().anyMatch(isTest) && !group.stream().allMatch(isTest))
            .toList();
    if (!leaking.isEmpty()) {
      notes.add(
          """
          %s with the same bytes as a training image, so test scores are optimistic, \
          first: %s"""
              .formatted(
                  PassedOver.count(
                      leaking.stream().flatMap(List::stream).filter(isTest).count(), "test image"),
                  pair(leaking.get(0), isTest.negate(), isTest)));
    }
    return notes;
  }

  private String contradiction(List<SourceImage> first) {
    long contents =
        groups.stream()
            .filter(group -> group.stream().map(SourceImage::label).distinct().count() > 1)
            .count();
    int label = first.get(0).label();
    return "%s under two classes, in equal files with different labels, first: %s"
        .formatted(
            PassedOver.count(contents, "picture"),
            pair(first, image -> image.label() == label, image -> image.label() != label));
  }

  /** Returns the number of images that are links to the file of an image before them. */
  private int links(List<SourceImage> group) {
    Set<Object> files = new HashSet<>();
    int links = 0;
    for (SourceImage image : group) {
      Optional<Object> key = dataSet.source(image).flatMap(EqualFiles::key);
      links += key.isPresent() && !files.add(key.get()) ? 1 : 0;
    }
    return links;
  }

  private static Optional<Object> key(Path file) {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the first image of one kind and the first of another kind. */
  private String pair(
      List<SourceImage> group, Predicate<SourceImage> one, Predicate<SourceImage> other) {
    SourceImage first = group.stream().filter(one).findFirst().orElseThrow();
    SourceImage second =
        group.stream().filter(other.and(image -> !image.equals(first))).findFirst().orElseThrow();
    return shown(first) + " and " + shown(second);
  }

  private String shown(SourceImage image) {
    return "%s (%s)"
        .formatted(NameRule.shown(image.imageId()), dataSet.classes().get(image.label()));
  }
}
