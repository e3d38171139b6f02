package org.fedmas.contract;

/**
 * One file of an artifact.
 *
 * @param name path inside the artifact, with forward slashes
 * @param size bytes
 * @param sha256 of its bytes
 */
public record FileEntry(String name, long size, Digest sha256) {}
