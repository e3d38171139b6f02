package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class ObjectStoresTest {

  /** The property that names the metadata service, which the client asks for a region. */
  private static final String METADATA = "aws.ec2MetadataServiceEndpoint";

  @Test
  void aJobOnFilesRequestsNoRegion() throws Exception {
    try (Metadata metadata = new Metadata()) {
      PipelineOptions options = PipelineOptionsFactory.create();
      ObjectStores.describe(options, "/some/folder");
      FileSystems.setDefaultPipelineOptions(options);
      ObjectStores.describe(options, "hdfs://host:1/folder");
      FileSystems.setDefaultPipelineOptions(options);
      assertThat(metadata.asked).hasValue(0);

      if (System.getenv("AWS_REGION") == null && System.getProperty("aws.region") == null) {
        PipelineOptions objects = PipelineOptionsFactory.create();
        ObjectStores.describe(objects, "s3://bucket/folder");
        FileSystems.setDefaultPipelineOptions(objects);
        assertThat(metadata.asked.get()).isPositive();
      }
    }
  }

  @Test
  void onlyObjectStoresAreObjectStores() {
    assertThat(BeamFileSystems.isObjectStore("s3://bucket/folder")).isTrue();
    assertThat(BeamFileSystems.isObjectStore("S3://bucket/folder")).isTrue();
    assertThat(BeamFileSystems.isObjectStore("hdfs://host:1/folder")).isFalse();
    assertThat(BeamFileSystems.isObjectStore("file:///folder")).isFalse();
    assertThat(BeamFileSystems.isObjectStore("/folder")).isFalse();
    assertThat(BeamFileSystems.isObjectStore("C:\\folder")).isFalse();
  }

  /** A metadata service that counts requests and refuses them. */
  private static final class Metadata implements AutoCloseable {

    final AtomicInteger asked = new AtomicInteger();
    private final ServerSocket socket;

    Metadata() throws IOException {
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      System.setProperty(METADATA, "http://127.0.0.1:" + socket.getLocalPort());
      Thread thread = new Thread(this::refuse, "metadata");
      thread.setDaemon(true);
      thread.start();
    }

    private void refuse() {
      while (true) {
        try (Socket one = socket.accept()) {
          asked.incrementAndGet();
          one.getOutputStream()
              .write(
                  "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          return; // closed
        }
      }
    }

    @Override
    public void close() throws IOException {
      System.clearProperty(METADATA);
      socket.close();
    }
  }
}
