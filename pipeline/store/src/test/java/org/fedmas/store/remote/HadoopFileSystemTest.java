package org.fedmas.store.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("e2e")
class HadoopFileSystemTest extends RemoteLaws {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static MiniHdfs hdfs;

  private final String folder = "laws/" + TESTS.incrementAndGet();

  @BeforeAll
  static void start(@TempDir Path disks) throws IOException {
    hdfs = MiniHdfs.start(disks);
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @Override
  protected RemoteFileSystem remote() {
    return new HadoopFileSystem(hdfs.address(folder), DurableFiles.local());
  }
}
