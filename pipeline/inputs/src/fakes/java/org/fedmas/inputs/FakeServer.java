package org.fedmas.inputs;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local server with files in memory. It follows the standard (ranges, entity tags), except for
 * the given misbehaviours, each of which answers one request, in order.
 */
public final class FakeServer implements AutoCloseable {

  /** An answer to a request for a file. */
  @FunctionalInterface
  public interface Behaviour {

    void answer(HttpExchange exchange, Stored file) throws IOException;
  }

  /** A file and the entity tag of its version, empty if it has none. */
  public record Stored(byte[] bytes, String tag) {}

  /** A received request. */
  public record Request(String path, String range, String ifRange) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Stored> files = new ConcurrentHashMap<>();
  private final Map<String, Queue<Behaviour>> behaviours = new ConcurrentHashMap<>();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

  public FakeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  public URI address(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
  }

  /** Stores a file, or another version of it. */
  public FakeServer holds(String name, byte[] bytes, String tag) {
    files.put("/" + name, new Stored(bytes, tag));
    return this;
  }

  /** Sets the answers to the next requests for a file; later requests get standard answers. */
  public FakeServer answers(String name, Behaviour... next) {
    behaviours.put("/" + name, new ConcurrentLinkedQueue<>(Arrays.asList(next)));
    return this;
  }

  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Headers headers = exchange.getRequestHeaders();
    requests.add(new Request(path, headers.getFirst("Range"), headers.getFirst("If-Range")));
    Stored file = files.get(path);
    Queue<Behaviour> queue = behaviours.get(path);
    Behaviour behaviour = queue == null ? null : queue.poll();
    try (exchange) {
      if (behaviour != null) {
        behaviour.answer(exchange, file == null ? new Stored(new byte[0], "") : file);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        honest(exchange, file);
      }
    } catch (IOException e) {
      // the client closed the connection, or the test cuts it
      exchange.close();
    }
  }

  /** Answers with ranges and entity tags as in RFC 9110. */
  static void honest(HttpExchange exchange, Stored file) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    describe(exchange, file);
    boolean same = condition == null || condition.equals(file.tag());
    if (range == null || !same) {
      send(exchange, 200, file.bytes(), 0, file.bytes().length);
      return;
    }
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    int from = Integer.parseInt(ends[0]);
    int length = file.bytes().length;
    if (from >= length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    int to = ends[1].isEmpty() ? length : Math.min(length, Integer.parseInt(ends[1]) + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + length);
    send(exchange, 206, file.bytes(), from, to);
  }

  /** Sends the whole file in answer to any range. */
  public static Behaviour ignoringRanges() {
    return (exchange, file) -> send(exchange, 200, file.bytes(), 0, file.bytes().length);
  }

  /** Announces the whole length and cuts the connection after some bytes. */
  public static Behaviour cutAfter(int bytes) {
    return (exchange, file) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
      describe(exchange, file);
      int length = file.bytes().length;
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (length - 1) + "/" + length);
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, length - from);
      write(exchange, file.bytes(), from, Math.min(length, from + bytes));
    };
  }

  /** Sends the file with a wrong length. */
  public static Behaviour lyingAboutLength(int announced) {
    return (exchange, file) -> {
      describe(exchange, file);
      exchange.sendResponseHeaders(200, announced);
      write(exchange, file.bytes(), 0, Math.min(announced, file.bytes().length));
    };
  }

  /** Sends the file without its length. */
  public static Behaviour withoutLength() {
    return (exchange, file) -> {
      exchange.sendResponseHeaders(200, 0);
      write(exchange, file.bytes(), 0, file.bytes().length);
    };
  }

  public static Behaviour status(int status) {
    return (exchange, file) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Answers with an error and the number of seconds after which to ask again. */
  public static Behaviour busy(int status, int seconds) {
    return (exchange, file) -> {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
      exchange.sendResponseHeaders(status, -1);
    };
  }

  public static Behaviour redirect(URI to) {
    return (exchange, file) -> {
      exchange.getResponseHeaders().set("Location", to.toString());
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** Sends some bytes and then none for 20 seconds. */
  public static Behaviour silentAfter(int bytes) {
    return (exchange, file) -> {
      describe(exchange, file);
      exchange.sendResponseHeaders(200, file.bytes().length);
      write(exchange, file.bytes(), 0, bytes);
      try {
        Thread.sleep(20_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Answers a range with another one. */
  public static Behaviour wrongRange() {
    return (exchange, file) -> {
      describe(exchange, file);
      int length = file.bytes().length;
      exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/" + length);
      send(exchange, 206, file.bytes(), 0, 10);
    };
  }

  private static void describe(HttpExchange exchange, Stored file) {
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (!file.tag().isEmpty()) {
      exchange.getResponseHeaders().set("ETag", file.tag());
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes, int from, int to)
      throws IOException {
    exchange.sendResponseHeaders(status, to - from == 0 ? -1 : to - from);
    write(exchange, bytes, from, to);
  }

  private static void write(HttpExchange exchange, byte[] bytes, int from, int to)
      throws IOException {
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, from, to - from);
    out.flush();
  }
}
