package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image whose file cannot be turned into pixels, and that a shard therefore lacks.
 *
 * @param imageId the image
 * @param reason what is wrong with the file's bytes; no path
 */
public record UnreadableImage(@JsonProperty("image_id") String imageId, String reason) {}
