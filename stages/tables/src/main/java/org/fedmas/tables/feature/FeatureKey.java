package org.fedmas.tables.feature;

/**
 * The image and view that features belong to.
 *
 * @param view number of the image's view; 0 is the plain image
 */
public record FeatureKey(String imageId, int view) {

  /** Refuses a negative view with an {@link IllegalArgumentException}. */
  public FeatureKey {
    if (view < 0) {
      throw new IllegalArgumentException(
          "image " + imageId + ": found view " + view + ", expected no negative number");
    }
  }

  @Override
  public String toString() {
    return "image " + imageId + ", view " + view;
  }
}
