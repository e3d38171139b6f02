package org.fedmas.preprocess.dataset;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Train/test leakage of a split: lesions with images on both sides. A lesion is shared if it has a
 * test image and an image outside the test part, with whichever client.
 *
 * @param lesions shared ones
 * @param testImages that show a shared lesion
 * @param allTestImages test images in all
 */
public record LesionLeak(int lesions, int testImages, int allTestImages) {

  /** Returns the leak of a whole data set. */
  public static LesionLeak of(List<SourceImage> images, Predicate<SourceImage> isTest) {
    return of(images, isTest, image -> true);
  }

  /**
   * Returns the part of the leak that some test images have, for example those of one client.
   *
   * @param images all images
   * @param isTest whether an image is a test image
   * @param among the test images to count
   */
  public static LesionLeak of(
      List<SourceImage> images, Predicate<SourceImage> isTest, Predicate<SourceImage> among) {
    Set<String> trained = new TreeSet<>();
    for (SourceImage image : images) {
      if (!isTest.test(image)) {
        image.lesion().ifPresent(trained::add);
      }
    }
    Set<String> shared = new TreeSet<>();
    int touched = 0;
    int all = 0;
    for (SourceImage image : images) {
      if (isTest.test(image) && among.test(image)) {
        all++;
        if (image.lesion().filter(trained::contains).isPresent()) {
          touched++;
          shared.add(image.lesion().get());
        }
      }
    }
    return new LesionLeak(shared.size(), touched, all);
  }

  /** Returns one sentence. */
  @Override
  public String toString() {
    return """
        %s images on both sides of the split: %s of %s test images show a lesion that is \
        trained on"""
        .formatted(
            lesions + (lesions == 1 ? " lesion has" : " lesions have"), testImages, allTestImages);
  }
}
