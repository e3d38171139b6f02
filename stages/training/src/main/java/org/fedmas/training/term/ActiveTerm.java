package org.fedmas.training.term;

/** A term at work in one client's round, with the models that it compares with. */
public interface ActiveTerm extends AutoCloseable {

  /** Adds to the objective of one step. */
  void contribute(Objective objective);

  /** Frees the models. */
  @Override
  default void close() {}
}
