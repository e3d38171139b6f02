package org.fedmas.contract;

/** One file of an artifact: its path with forward slashes, number of bytes and digest. */
public record FileEntry(String name, long size, Digest sha256) {}
