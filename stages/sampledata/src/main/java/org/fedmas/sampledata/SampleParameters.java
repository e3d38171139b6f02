package org.fedmas.sampledata;

import org.fedmas.contract.error.ConfigException;

/**
 * The parameters of a generated data set.
 *
 * @param images how many pictures all clients have together, 60…100,000
 * @param seed other seeds give other pictures
 */
public record SampleParameters(int images, long seed) {

  /** Large enough for a few test pictures of every class, small enough to draw in seconds. */
  public static final SampleParameters DEFAULT = new SampleParameters(1500, 0);

  private static final int FEWEST = 60;
  private static final int MOST = 100_000;

  public SampleParameters {
    if (images < FEWEST || images > MOST) {
      throw new ConfigException(
          "sample data set: found " + images + " images, expected " + FEWEST + "…" + MOST);
    }
  }
}
