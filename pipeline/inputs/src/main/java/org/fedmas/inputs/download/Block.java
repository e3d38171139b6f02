package org.fedmas.inputs.download;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A range of a file that is fetched front to back.
 *
 * @param from first byte
 * @param to one after the last byte, {@link #OPEN} while the file's length is unknown
 * @param written bytes of it that the part file holds
 */
record Block(
    @JsonProperty("from") long from,
    @JsonProperty("to") long to,
    @JsonProperty("written") long written) {

  /** The end of a range that goes on until the server stops. */
  static final long OPEN = -1;

  @JsonIgnore
  boolean isComplete() {
    return to != OPEN && from + written == to;
  }

  /** Where the next byte goes. */
  long position() {
    return from + written;
  }

  Block advanced(long bytes) {
    return new Block(from, to, written + bytes);
  }

  /** The same range, known to end where it stands. */
  Block ended() {
    return new Block(from, position(), written);
  }
}
