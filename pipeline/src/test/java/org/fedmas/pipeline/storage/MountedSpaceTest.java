package org.fedmas.pipeline.storage;

import java.nio.file.Path;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.remote.RemoteSpace;
import org.junit.jupiter.api.io.TempDir;

class MountedSpaceTest extends RemoteLaws {

  @TempDir Path folder;

  @Override
  protected RemoteSpace space() {
    return new MountedSpace("file://" + folder, folder, DurableFiles.local());
  }
}
