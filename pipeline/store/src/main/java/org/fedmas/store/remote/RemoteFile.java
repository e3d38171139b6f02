package org.fedmas.store.remote;

import java.time.Instant;

/**
 * A file behind an address.
 *
 * @param name relative to the folder that was asked for, with forward slashes
 * @param bytes its size
 * @param changed when it was last written, by the clock of who keeps it
 */
public record RemoteFile(String name, long bytes, Instant changed) {}
