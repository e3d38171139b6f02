package org.fedmas.bench;

/**
 * One way to do some work.
 *
 * @param name as tables show it
 * @param turn does it once and says what it took
 */
record Side(String name, Turn turn) {

  /** Work that measures itself. */
  @FunctionalInterface
  interface Turn {

    Cost take() throws Exception;
  }
}
