package org.fedmas.sampledata;

import java.util.Locale;
import org.fedmas.contract.random.RandomKey;

/**
 * One picture of the sample data set, not drawn yet.
 *
 * @param client 0…5
 * @param label 0…7
 * @param number 0… within this client and class
 * @param lesion 0… within this client and class
 * @param view 0…2: the same lesion, photographed again
 * @param test whether the lesion belongs to the test part
 */
public record PlannedPicture(
    int client, int label, int number, int lesion, int view, boolean test) {

  /** Returns the picture's unique name. */
  public String imageId() {
    return String.format(Locale.ROOT, "SAMPLE_%d%d_%05d", client, label, number);
  }

  /** Returns the unique name of the lesion. */
  public String lesionId() {
    return String.format(Locale.ROOT, "LESION_%d%d_%05d", client, label, lesion);
  }

  /** Returns the random key that all views of the lesion share. */
  RandomKey lesionKey(long seed) {
    return RandomKey.of(seed).with("sample").with(client).with(label).with(lesion);
  }
}
