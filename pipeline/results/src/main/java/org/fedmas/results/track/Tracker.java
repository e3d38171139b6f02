package org.fedmas.results.track;

import java.io.IOException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.score.RunSnapshot;

/** A program that shows the numbers of runs. */
public interface Tracker extends AutoCloseable {

  /**
   * Writes the numbers that the program does not have yet. A second call with equal numbers writes
   * nothing.
   *
   * @return the rounds that are written now, and where, in words for the user
   * @throws MissingInputException if the program cannot be reached or refuses the numbers
   */
  String write(RunSnapshot run) throws IOException;

  @Override
  default void close() {}
}
