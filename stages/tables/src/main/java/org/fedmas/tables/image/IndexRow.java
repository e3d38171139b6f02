package org.fedmas.tables.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One image of a data set, without its pixels.
 *
 * @param imageId unique within the data set
 * @param label class number, from 0
 * @param client number of the client it comes from, from 0
 * @param lesionId the lesion, or another group that stays together; null where unknown
 * @param official the place in the data set's own split; null where it has none
 * @param sourceDigest SHA-256 of the source
 */
public record IndexRow(
    String imageId,
    int label,
    int client,
    @Nullable String lesionId,
    @JsonProperty("official_part") @Nullable OfficialPlace official,
    @JsonProperty("source_sha256") Digest sourceDigest) {}
