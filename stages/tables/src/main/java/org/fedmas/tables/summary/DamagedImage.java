package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An image that is in a shard although its file is damaged in a place that its decoder could skip.
 *
 * @param imageId the image
 * @param warnings the decoder's warnings, at least one
 */
public record DamagedImage(@JsonProperty("image_id") String imageId, List<String> warnings) {

  public DamagedImage {
    warnings = List.copyOf(warnings);
  }
}
