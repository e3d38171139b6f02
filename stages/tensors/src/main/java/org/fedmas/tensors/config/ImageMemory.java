package org.fedmas.tensors.config;

import java.util.OptionalLong;
import org.fedmas.contract.config.ByteSize;
import org.fedmas.contract.config.ConfigReader;

/**
 * How much memory the prepared pixels that a process's units hold may take together: the key
 * {@value #KEY}. What is held and what is read again decides no bytes, so no recipe holds the key.
 * Safe for use by several threads.
 */
public final class ImageMemory {

  /** The key. */
  public static final String KEY = "memory-budget";

  private static final String AUTO = "auto";

  /** With {@value #AUTO}, one part of the largest heap in so many. */
  private static final int PARTS = 3;

  private static ImageMemory process = new ImageMemory(automatic());

  private final long budget;
  private long held;

  /** Creates a budget of so many bytes. */
  public ImageMemory(long budget) {
    this.budget = budget;
  }

  /** Reads the key, in bytes. */
  public static long read(ConfigReader reader) {
    String text = reader.text(KEY, AUTO);
    OptionalLong size = ByteSize.parse(text);
    if (size.isEmpty() && !text.equals(AUTO)) {
      reader.problem(KEY, AUTO + ", or " + ByteSize.EXAMPLES);
    }
    return size.orElse(automatic());
  }

  /** Chooses this process's budget, before the first unit begins. */
  public static synchronized void choose(long budget) {
    process = new ImageMemory(budget);
  }

  /** This process's. */
  public static synchronized ImageMemory ofProcess() {
    return process;
  }

  /** Takes so many bytes, or none if they are more than what is left. */
  public synchronized boolean take(long bytes) {
    if (held + bytes > budget) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Takes so many bytes whatever is left: there is no other place for them. */
  public synchronized void takeAnyway(long bytes) {
    held += bytes;
  }

  /** Gives bytes back. */
  public synchronized void giveBack(long bytes) {
    held -= bytes;
  }

  /** Bytes that are held. */
  public synchronized long held() {
    return held;
  }

  private static long automatic() {
    return Runtime.getRuntime().maxMemory() / PARTS;
  }
}
