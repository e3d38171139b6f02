package org.fedmas.store.remote;

import java.util.regex.Pattern;
import org.fedmas.contract.error.ConfigException;

/** Opens files behind addresses; which schemes there are is its own business. */
public interface RemoteFileSystems {

  /** A scheme has two letters or more, so that a Windows drive is none. */
  Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /**
   * Returns the files behind an address; nothing is read or written yet.
   *
   * @throws ConfigException if it cannot be an address of artifacts
   */
  RemoteFileSystem open(String address);

  /** Returns whether a text is an address, and no path. */
  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** Knows no scheme: artifacts are in folders. */
  static RemoteFileSystems none() {
    return address -> {
      throw new ConfigException("--artifacts " + address + ": expected a folder");
    };
  }
}
