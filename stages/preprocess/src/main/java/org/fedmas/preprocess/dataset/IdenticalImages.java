package org.fedmas.preprocess.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
 * Images that are the same on both sides of a split.
 *
 * @param images how many were compared
 * @param bytes pairs whose files are the same byte by byte
 * @param pixels pairs that decode to the same pixels; the former are among them
 * @param unreadable what was wrong with images that cannot be decoded
 */
public record IdenticalImages(
    int images, List<Pair> bytes, List<Pair> pixels, List<String> unreadable) {

  /** A training image and a test image. */
  public record Pair(String train, String test) {}

  private record Looked(Digest bytes, @Nullable Digest pixels, @Nullable String problem) {}

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

  private static boolean isTest(OfficialSplit split, SourceImage image) {
    return split.place(image.imageId()).isTest(1);
  }
}
