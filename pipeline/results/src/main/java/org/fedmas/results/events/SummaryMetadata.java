package org.fedmas.results.events;

/**
 * The description of a series, which its first value carries.
 *
 * @param plugin the part of TensorBoard that shows the series
 * @param dataClass 1 for scalars
 * @param displayName empty for the tag
 * @param description Markdown; may be empty
 */
public record SummaryMetadata(
    String plugin, int dataClass, String displayName, String description) {

  /** Returns the description of scalars. */
  public static SummaryMetadata scalars(String displayName, String description) {
    return new SummaryMetadata("scalars", 1, displayName, description);
  }
}
