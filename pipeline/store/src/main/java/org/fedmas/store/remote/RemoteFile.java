package org.fedmas.store.remote;

import java.time.Instant;

/**
 * A file behind an address.
 *
 * @param name path relative to the listed folder, with forward slashes
 * @param bytes the file's size
 * @param changed time of the last write, by the clock of the remote system
 */
public record RemoteFile(String name, long bytes, Instant changed) {}
