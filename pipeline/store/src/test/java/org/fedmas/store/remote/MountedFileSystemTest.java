package org.fedmas.store.remote;

import java.nio.file.Path;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.io.TempDir;

class MountedFileSystemTest extends RemoteLaws {

  @TempDir Path folder;

  @Override
  protected RemoteFileSystem remote() {
    return new MountedFileSystem("file://" + folder, folder, DurableFiles.local());
  }
}
