package org.fedmas.pipeline.model;

/** A receiver of the progress of a pass over image shards. */
@FunctionalInterface
public interface ShardListener {

  /** A listener that ignores all progress. */
  ShardListener NONE = (read, shards) -> {};

  /**
   * Receives the number of shards read so far; an exception ends the pass.
   *
   * @param shards the number of all shards
   */
  void read(int read, int shards);
}
