package org.fedmas.store.remote;

import org.fedmas.contract.error.ConfigException;

/** A factory of remote file systems, which decides the supported schemes. */
public interface RemoteFileSystems {

  /**
   * Returns the file system of an address, without connecting.
   *
   * @throws ConfigException if the address is not supported
   */
  RemoteFileSystem open(String address);

  /** Returns whether a text is an address rather than a path. */
  static boolean isAddress(String text) {
    // a scheme has at least two letters, unlike a Windows drive
    return text.matches("[A-Za-z][A-Za-z0-9+.-]+://.*");
  }

  /** Returns a factory that supports no addresses, only folders. */
  static RemoteFileSystems none() {
    return address -> {
      throw new ConfigException("--artifacts " + address + ": expected a folder");
    };
  }
}
