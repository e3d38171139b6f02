package org.fedmas.preprocess.dataset;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;

/** What happens when files turn out to hold no picture that can be read. */
public enum UnreadableImages {
  /** Prepare all others, then stop before training, naming every one. */
  FAIL,
  /** Go on without them, and say how many were left out. */
  SKIP;

  /** The key. */
  public static final String KEY = "dataset.unreadable-images";

  /** Reads the key. */
  public static UnreadableImages read(ConfigReader reader) {
    return reader.choice(KEY, "fail", List.of("fail", "skip")).equals("skip") ? SKIP : FAIL;
  }
}
