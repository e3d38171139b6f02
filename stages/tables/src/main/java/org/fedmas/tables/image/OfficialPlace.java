package org.fedmas.tables.image;

/**
 * The part of an image in the data set's own split.
 *
 * @param fold the fold whose test part holds the image, from 1; 0 if it is a training image in
 *     every fold. A data set with one split of its own has the folds 0 and 1 only
 */
public record OfficialPlace(int fold) {

  /** A training image. */
  public static final OfficialPlace TRAIN = new OfficialPlace(0);

  /** A test image of the data set's one split, or of its first fold. */
  public static final OfficialPlace TEST = new OfficialPlace(1);

  private static final String FOLD = "fold-";

  public OfficialPlace {
    if (fold < 0) {
      throw new IllegalArgumentException("found fold " + fold + ", expected 0 or more");
    }
  }

  /** Returns whether the image is tested on in that fold. */
  public boolean isTest(int ofFold) {
    return fold == ofFold;
  }

  /** Returns the word for it in files: {@code train}, {@code test} or {@code fold-N}. */
  public String word() {
    return switch (fold) {
      case 0 -> "train";
      case 1 -> "test";
      default -> FOLD + fold;
    };
  }

  /**
   * Returns the place of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static OfficialPlace of(String word) {
    if (word.equals(TRAIN.word())) {
      return TRAIN;
    }
    if (word.equals(TEST.word())) {
      return TEST;
    }
    if (word.matches(FOLD + "[1-9][0-9]{0,3}")) {
      return new OfficialPlace(Integer.parseInt(word.substring(FOLD.length())));
    }
    throw new IllegalArgumentException("found " + word + ", expected train, test or fold-N");
  }
}
