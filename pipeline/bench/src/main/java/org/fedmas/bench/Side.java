package org.fedmas.bench;

/**
 * One of the compared ways to do some work.
 *
 * @param name the name in tables
 * @param turn does the work once and measures it
 */
record Side(String name, Turn turn) {

  /** The work of one turn, which returns its cost. */
  @FunctionalInterface
  interface Turn {

    Cost take() throws Exception;
  }
}
