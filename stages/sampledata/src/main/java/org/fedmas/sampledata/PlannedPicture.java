package org.fedmas.sampledata;

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
    return name("SAMPLE", number);
  }

  /** Returns the unique name of the lesion. */
  public String lesionId() {
    return name("LESION", lesion);
  }

  /** Returns a name that ends with five digits; every command makes thousands, so no format. */
  private String name(String kind, int number) {
    String digits = Integer.toString(number);
    String zeros = "0".repeat(Math.max(0, 5 - digits.length()));
    return kind + "_" + client + label + "_" + zeros + digits;
  }

  /** Returns the random key that all views of the lesion share. */
  RandomKey lesionKey(long seed) {
    return RandomKey.of(seed).with("sample").with(client).with(label).with(lesion);
  }
}
