package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.testkit.Eventually;

/** S3Proxy over a folder, a server that speaks S3, in a process of its own. */
public final class S3Server implements AutoCloseable {

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one whose objects are in that folder, with one bucket. */
  public static S3Server start(Path folder, String bucket) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path objects = folder.resolve("objects");
    Files.createDirectories(objects.resolve(bucket));
    Map<String, String> properties =
        new TreeMap<>(
            Map.of(
                "s3proxy.endpoint", "http://127.0.0.1:" + port,
                "s3proxy.authorization", "aws-v2-or-v4",
                "s3proxy.identity", "user",
                "s3proxy.credential", "password",
                "jclouds.provider", "filesystem",
                "jclouds.identity", "user",
                "jclouds.credential", "password",
                "jclouds.filesystem.basedir", objects.toString()));
    // Beam names Amazon's encryption even where it asks for none
    properties.put("s3proxy.ignore-unknown-headers", "true");
    StringBuilder text = new StringBuilder();
    properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Path configuration = Files.writeString(folder.resolve("s3proxy.conf"), text);
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                jar().toString(),
                "--properties",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3Server server = new S3Server(process, port);
    Eventually.await(
        "the S3 server",
        () -> {
          assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
          return server.answers();
        });
    return server;
  }

  /** Returns the address of the server. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns the environment of a process that uses the server. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", endpoint(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "user",
        "AWS_SECRET_ACCESS_KEY", "password");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the build puts it there. */
  private static Path jar() throws IOException {
    Path folder =
        Path.of(System.getProperty("fedmas.root", ".")).resolve("pipeline/target/s3proxy");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      assertThat(jars).hasSize(1);
      return jars.get(0);
    }
  }
}
