package org.fedmas.bench;

/**
 * What is to hold between our cost and another's.
 *
 * @param against name of the other side
 * @param factor our CPU-seconds per image divided by theirs are to be at most this
 */
record Claim(String against, double factor) {}
