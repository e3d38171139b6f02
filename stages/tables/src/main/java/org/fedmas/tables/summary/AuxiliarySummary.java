package org.fedmas.tables.summary;

import org.fedmas.contract.Digest;

/**
 * The auxiliary network of an artifact's features.
 *
 * @param network its configured name
 * @param features their width, D
 * @param digest SHA-256 over its parameters and normalisation statistics
 */
public record AuxiliarySummary(String network, int features, Digest digest) implements Summary {}
