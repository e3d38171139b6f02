package org.fedmas.contract;

/**
 * One file of an artifact.
 *
 * @param name path inside the artifact, with forward slashes
 * @param size number of bytes
 * @param sha256 digest of the file's bytes
 */
public record FileEntry(String name, long size, Digest sha256) {}
