package org.fedmas.pipeline.executors.beam;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteLaws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("e2e")
class S3FileSystemTest extends RemoteLaws {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final List<String[]> LOGIN =
      List.of(
          new String[] {"aws.region", "us-east-1"},
          new String[] {"aws.accessKeyId", "user"},
          new String[] {"aws.secretAccessKey", "password"});
  private static S3Server server;

  private final String folder = "laws/" + TESTS.incrementAndGet();

  @BeforeAll
  static void start(@TempDir Path disks) throws Exception {
    server = S3Server.start(disks, "lab");
    LOGIN.forEach(pair -> System.setProperty(pair[0], pair[1]));
    PipelineOptions options = PipelineOptionsFactory.create();
    ObjectStores.describeAt(options, server.endpoint());
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterAll
  static void stop() {
    LOGIN.forEach(pair -> System.clearProperty(pair[0]));
    server.close();
  }

  @Override
  protected RemoteFileSystem remote() {
    return new BeamFileSystem("s3://lab/" + folder);
  }
}
