package org.fedmas.preprocess.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * Images that are the same on both sides of a split, within a part of it, or under two classes.
 *
 * @param images how many were compared
 * @param bytes pairs whose files are the same byte by byte
 * @param pixels pairs that decode to the same pixels; the former are among them
 * @param within pairs within a part, by pixels, or by bytes where they cannot be decoded; the first
 *     copy with each further one
 * @param contradicting such pairs of any parts whose labels differ
 * @param unreadable what was wrong with images that cannot be decoded
 */
public record IdenticalImages(
    int images,
    List<Pair> bytes,
    List<Pair> pixels,
    List<Copies> within,
    List<Contradiction> contradicting,
    List<String> unreadable) {

  /** A training image and a test image. */
  public record Pair(String train, String test) {}

  /**
   * Two images of one part.
   *
   * @param part {@code train} or {@code test}
   */
  public record Copies(String part, String first, String second) {}

  /** Two images with their classes. */
  public record Contradiction(String first, String firstClass, String second, String secondClass) {}

  private record Looked(Digest bytes, @Nullable Digest pixels, @Nullable String problem) {

    /** Returns the digest of the pixels; that of the bytes where they do not decode. */
    Digest picture() {
      return pixels == null ? bytes : pixels;
    }
  }

  /**
   * Compares all images of a data set; decodes each once, on all processors.
   *
   * @param done told after every image
   */
  public static IdenticalImages of(DataSet dataSet, OfficialSplit split, Runnable done) {
    List<SourceImage> images = dataSet.images();
    List<Looked> looked =
        IntStream.range(0, images.size())
            .parallel()
            .mapToObj(
                i -> {
                  Looked one = look(dataSet, images.get(i));
                  done.run();
                  return one;
                })
            .toList();
    return new IdenticalImages(
        images.size(),
        pairs(images, looked, split, Looked::bytes),
        pairs(images, looked, split, Looked::pixels),
        within(images, looked, split),
        contradicting(dataSet, looked),
        looked.stream().map(Looked::problem).filter(Objects::nonNull).toList());
  }

  private static Looked look(DataSet dataSet, SourceImage image) {
    Digest bytes = dataSet.digest(image);
    try {
      RgbImage pixels = dataSet.pixels(image);
      ByteBuffer whole = ByteBuffer.allocate(2 * Integer.BYTES + pixels.pixels().length);
      whole.putInt(pixels.width()).putInt(pixels.height()).put(pixels.pixels());
      return new Looked(bytes, Digest.of(whole.array()), null);
    } catch (MissingInputException e) {
      return new Looked(bytes, null, String.valueOf(e.getMessage()));
    }
  }

  private static List<Pair> pairs(
      List<SourceImage> images,
      List<Looked> looked,
      OfficialSplit split,
      Function<Looked, @Nullable Digest> by) {
    Map<String, List<String>> training = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      Digest digest = by.apply(looked.get(i));
      if (digest != null && !isTest(split, images.get(i))) {
        training.computeIfAbsent(digest.hex(), d -> new ArrayList<>()).add(images.get(i).imageId());
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Digest digest = by.apply(looked.get(i));
      if (digest != null && isTest(split, images.get(i))) {
        String test = images.get(i).imageId();
        training
            .getOrDefault(digest.hex(), List.of())
            .forEach(train -> pairs.add(new Pair(train, test)));
      }
    }
    return List.copyOf(pairs);
  }

  private static List<Copies> within(
      List<SourceImage> images, List<Looked> looked, OfficialSplit split) {
    Map<String, String> first = new HashMap<>();
    List<Copies> copies = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String part = isTest(split, images.get(i)) ? "test" : "train";
      String image = images.get(i).imageId();
      String before = first.putIfAbsent(part + looked.get(i).picture().hex(), image);
      if (before != null) {
        copies.add(new Copies(part, before, image));
      }
    }
    return List.copyOf(copies);
  }

  private static List<Contradiction> contradicting(DataSet dataSet, List<Looked> looked) {
    List<SourceImage> images = dataSet.images();
    Map<Digest, SourceImage> first = new HashMap<>();
    List<Contradiction> contradictions = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      SourceImage image = images.get(i);
      SourceImage before = first.putIfAbsent(looked.get(i).picture(), image);
      if (before != null && before.label() != image.label()) {
        contradictions.add(
            new Contradiction(
                before.imageId(),
                dataSet.classes().get(before.label()),
                image.imageId(),
                dataSet.classes().get(image.label())));
      }
    }
    return List.copyOf(contradictions);
  }

  private static boolean isTest(OfficialSplit split, SourceImage image) {
    return split.place(image.imageId()).isTest(1);
  }
}
