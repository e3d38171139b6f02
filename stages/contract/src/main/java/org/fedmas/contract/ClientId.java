package org.fedmas.contract;

/** A client (hospital) of the federation, numbered 0…K−1. */
public record ClientId(int number) implements Comparable<ClientId> {

  public ClientId {
    if (number < 0) {
      throw new IllegalArgumentException("client must not be negative, was " + number);
    }
  }

  @Override
  public int compareTo(ClientId other) {
    return Integer.compare(number, other.number);
  }
}
