package org.fedmas.results.figure;

/** The point of a text that is placed. */
enum Anchor {
  START(0),
  MIDDLE(0.5),
  END(1);

  private final double share;

  Anchor(double share) {
    this.share = share;
  }

  /** Returns the distance from the text's start, for a text of some width. */
  double offset(double width) {
    return share * width;
  }
}
