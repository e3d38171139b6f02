package org.fedmas.pipeline.storage;

import org.fedmas.contract.remote.RemoteSpace;

/** The protocol for stores without renames, free of any network. */
class ObjectMapTest extends RemoteLaws {

  private final ObjectMap objects = new ObjectMap();

  @Override
  protected RemoteSpace space() {
    return objects;
  }
}
