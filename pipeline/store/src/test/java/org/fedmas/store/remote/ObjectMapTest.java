package org.fedmas.store.remote;

/** The protocol for stores without renames, free of any network. */
class ObjectMapTest extends RemoteLaws {

  private final ObjectMap objects = new ObjectMap();

  @Override
  protected RemoteFileSystem space() {
    return objects;
  }
}
