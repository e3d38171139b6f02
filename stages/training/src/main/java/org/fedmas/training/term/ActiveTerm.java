package org.fedmas.training.term;

/** A term during one client's round, with the models that the term compares with. */
public interface ActiveTerm extends AutoCloseable {

  /** Adds the term to the objective of one step. */
  void contribute(Objective objective);

  /** Frees the models. */
  @Override
  default void close() {}
}
