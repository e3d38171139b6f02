package org.fedmas.store.remote;

/** Tests of the protocol for stores without renames, without a network. */
class ObjectMapTest extends RemoteLaws {

  private final ObjectMap objects = new ObjectMap();

  @Override
  protected RemoteFileSystem remote() {
    return objects;
  }
}
