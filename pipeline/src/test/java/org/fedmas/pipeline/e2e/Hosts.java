package org.fedmas.pipeline.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.Program;

/**
 * Simulated hosts on one machine: network namespaces with their own addresses, connected by veth
 * pairs to a bridge. Needs root and iproute2.
 */
final class Hosts implements AutoCloseable {

  private final String prefix;
  private final int count;
  private final Path folder;

  private Hosts(String prefix, int count, Path folder) {
    this.prefix = prefix;
    this.count = count;
    this.folder = folder;
  }

  /** Creates the given number of hosts; skips the test without permission. */
  static Hosts of(int count, Path folder) throws Exception {
    // interface names have at most 15 characters
    Hosts hosts = new Hosts("fm" + ProcessHandle.current().pid() % 100_000, count, folder);
    boolean permitted =
        hosts.tries("netns", "add", hosts.name(0))
            && hosts.tries("link", "add", hosts.bridge(), "type", "bridge");
    if (!permitted) {
      hosts.close();
    }
    assumeTrue(permitted, "network namespaces need root and iproute2: ip netns add was refused");
    hosts.connect();
    return hosts;
  }

  /** Returns the address of a host. */
  String address(int host) {
    return "10.77.0." + (host + 1);
  }

  /** Returns a script that runs a given script on a host. */
  Path script(int host, Path other) throws IOException {
    Path script = folder.resolve("on-" + host + "-" + other.getFileName());
    Files.writeString(
        script, "#!/bin/sh\nexec ip netns exec " + name(host) + " " + other + " \"$@\"\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Disconnects a host. */
  void cut(int host) throws Exception {
    ip("link", "set", plug(host), "down");
  }

  void restore(int host) throws Exception {
    ip("link", "set", plug(host), "up");
  }

  @Override
  public void close() throws Exception {
    for (int host = 0; host < count; host++) {
      tries("netns", "del", name(host));
      tries("link", "del", plug(host));
    }
    tries("link", "del", bridge());
  }

  private void connect() throws Exception {
    ip("link", "set", bridge(), "up");
    for (int host = 0; host < count; host++) {
      if (host > 0) {
        ip("netns", "add", name(host));
      }
      ip("link", "add", plug(host), "type", "veth", "peer", "name", "eth0", "netns", name(host));
      ip("link", "set", plug(host), "master", bridge(), "up");
      ip("-n", name(host), "addr", "add", address(host) + "/24", "dev", "eth0");
      ip("-n", name(host), "link", "set", "eth0", "up");
      ip("-n", name(host), "link", "set", "lo", "up");
    }
  }

  private String name(int host) {
    return prefix + "n" + host;
  }

  private String plug(int host) {
    return prefix + "v" + host;
  }

  private String bridge() {
    return prefix + "b";
  }

  private void ip(String... arguments) throws Exception {
    if (!tries(arguments)) {
      throw new AssertionError("ip " + String.join(" ", arguments) + " failed");
    }
  }

  private boolean tries(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return Program.succeeds(folder, command);
  }
}
