package org.fedmas.inputs.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Single requests of one download, and what their answers mean. */
final class Transfer {

  private static final int BUFFER = 1 << 16;

  private final HttpClient http;
  private final DownloadSettings settings;
  private final FreeSpace space;
  private final URI address;
  private final long atMost;
  private final PartFile part;
  private final DownloadListener listener;
  private final boolean ranges;

  /**
   * Requests of a download.
   *
   * @param ranges whether the file may be cut into ranges
   */
  Transfer(
      HttpClient http,
      DownloadSettings settings,
      FreeSpace space,
      URI address,
      long atMost,
      PartFile part,
      DownloadListener listener,
      boolean ranges) {
    this.http = http;
    this.settings = settings;
    this.space = space;
    this.address = address;
    this.atMost = atMost;
    this.part = part;
    this.listener = listener;
    this.ranges = ranges;
  }

  /**
   * Asks for what a block lacks and takes what comes.
   *
   * @throws ServerChangedException if the whole download has to start anew
   * @throws DownloadFailedException if asking again is useless
   * @throws IOException if asking again may help
   */
  void attempt(int index) throws IOException, InterruptedException {
    PartState state = part.state();
    Block block = state.blocks().get(index);
    boolean partly =
        !state.validator().isEmpty() && (block.position() > 0 || state.blocks().size() > 1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(settings.silence())
            .header("User-Agent", "fedmas")
            .header("Accept-Encoding", "identity");
    if (partly) {
      String last = block.to() == Block.OPEN ? "" : Long.toString(block.to() - 1);
      request
          .header("Range", "bytes=" + block.position() + "-" + last)
          .header("If-Range", state.validator());
    }
    HttpResponse<InputStream> response = send(request.build());
    Answer answer = Answer.of(response);
    try (InputStream body = response.body()) {
      if (answer.status() == 206 && partly) {
        requireSame(answer, state, block);
        receive(body, index);
      } else if (answer.status() == 200) {
        if (state.blocks().size() > 1) {
          throw new ServerChangedException("the server no longer sends the parts that it offered");
        }
        begin(answer);
        if (part.state().blocks().size() == 1) {
          receive(body, 0);
        }
      } else if (answer.status() == 416) {
        throw new ServerChangedException("the server does not have the part that is missing");
      } else if (answer.isPassing()) {
        throw new BusyServerException(answer.status(), answer.retryAfter().orElse(Duration.ZERO));
      } else {
        throw new DownloadFailedException(address + ": the server answered " + answer.status());
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), "no such host, or no network");
      throw new IOException("cannot reach " + address.getHost() + " (" + reason + ")", e);
    }
  }

  private void requireSame(Answer answer, PartState state, Block block)
      throws ServerChangedException {
    boolean start = answer.rangeStart().map(from -> from == block.position()).orElse(false);
    boolean total = answer.rangeTotal().map(all -> all == state.total()).orElse(true);
    boolean version = answer.validator().isEmpty() || answer.validator().equals(state.validator());
    if (!start || !(total || state.total() == Block.OPEN) || !version) {
      throw new ServerChangedException("the server sends parts of another file than it began with");
    }
  }

  /** The file starts anew, as the server describes it now. */
  private void begin(Answer answer) throws IOException {
    long total = answer.length();
    requireRoom(total);
    String name = address.toString();
    boolean cut =
        ranges
            && answer.offersRanges()
            && !answer.validator().isEmpty()
            && total >= 2 * settings.blockBytes();
    part.restart(
        cut
            ? PartState.cut(name, answer.validator(), total, settings.blockBytes())
            : PartState.whole(name, answer.validator(), total));
  }

  private void receive(InputStream body, int index) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (Silence silence = new Silence(body, settings.silence())) {
      while (true) {
        Block block = part.state().blocks().get(index);
        boolean open = block.to() == Block.OPEN;
        long lack = open ? BUFFER : Math.min(BUFFER, block.to() - block.position());
        if (lack == 0) {
          return;
        }
        int length = body.read(buffer, 0, (int) lack);
        if (silence.broken()) {
          throw new IOException("nothing came for " + settings.silence().toSeconds() + " s");
        }
        if (length < 0) {
          end(block);
          return;
        }
        silence.heard();
        if (block.position() + length > atMost) {
          throw tooLong(block.position() + length);
        }
        part.append(index, buffer, length);
        PartState now = part.state();
        listener.at(now.written(), now.total());
      }
    }
  }

  private void end(Block block) throws IOException {
    if (block.to() != Block.OPEN) {
      throw new IOException(
          "the connection ended " + (block.to() - block.position()) + " bytes too early");
    }
    part.end();
  }

  private void requireRoom(long total) throws IOException {
    if (total > atMost) {
      throw tooLong(total);
    }
    Path folder = Objects.requireNonNull(part.file().toAbsolutePath().getParent());
    long usable = space.usable(folder);
    if (total > usable) {
      throw new DownloadFailedException(
          address + ": has " + total + " bytes, but " + folder + " has room for " + usable);
    }
  }

  private DownloadFailedException tooLong(long bytes) {
    return new DownloadFailedException(
        address + ": the server offers " + bytes + " bytes or more, expected at most " + atMost);
  }
}
