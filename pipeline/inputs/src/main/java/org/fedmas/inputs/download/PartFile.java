package org.fedmas.inputs.download;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that have arrived so far ({@code NAME.part}) and what is known about them ({@code
 * NAME.part.json}). The state never claims bytes that are not on the disk.
 */
final class PartFile implements AutoCloseable {

  private static final long SAVE_BYTES = 32L << 20;

  private final Path file;
  private final Path stateFile;
  // not a channel: those close for all threads when one of them is interrupted
  private final RandomAccessFile bytes;
  private PartState state;
  private long unsaved;

  private PartFile(Path file, Path stateFile, RandomAccessFile bytes, PartState state) {
    this.file = file;
    this.stateFile = stateFile;
    this.bytes = bytes;
    this.state = state;
  }

  /** Opens what is left of an earlier download of the same address, or a new file. */
  static PartFile open(Path target, String address) throws IOException {
    Path file = part(target);
    PartState left = read(state(target), address);
    RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw");
    if (left == null || bytes.length() < reach(left)) {
      bytes.setLength(0);
      left = PartState.unknown(address);
    }
    return new PartFile(file, state(target), bytes, left);
  }

  /** Where a target's bytes gather. */
  static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private static Path state(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.json");
  }

  /** Bytes that an earlier download left, 0 if there is nothing to go on with. */
  static long left(Path target, String address) {
    try {
      PartState state = read(state(target), address);
      return state != null && Files.exists(part(target)) ? state.written() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Forgets an earlier download. */
  static void delete(Path target) throws IOException {
    Files.deleteIfExists(state(target));
    Files.deleteIfExists(part(target));
  }

  Path file() {
    return file;
  }

  synchronized PartState state() {
    return state;
  }

  /** Starts anew: earlier bytes are gone. */
  synchronized void restart(PartState fresh) throws IOException {
    Files.deleteIfExists(stateFile);
    bytes.setLength(0);
    state = fresh;
    save();
  }

  /** Puts bytes where the block stands and moves it on. */
  synchronized void append(int index, byte[] buffer, int length) throws IOException {
    Block block = state.blocks().get(index);
    bytes.seek(block.position());
    bytes.write(buffer, 0, length);
    state = state.with(index, block.advanced(length));
    unsaved += length;
    if (unsaved >= SAVE_BYTES) {
      save();
    }
  }

  /** The open block, the only one, ends where it stands. */
  synchronized void end() throws IOException {
    Block block = state.blocks().get(0).ended();
    state = new PartState(state.address(), state.validator(), block.to(), List.of(block));
    save();
  }

  /** Writes the state, once the bytes that it speaks of are safe. */
  synchronized void save() throws IOException {
    bytes.getFD().sync();
    DurableFiles.local().replace(stateFile, Json.pretty(Json.tree(state)));
    unsaved = 0;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      save();
    } finally {
      bytes.close();
    }
    if (state.written() == 0 && !state.isWhole()) {
      Files.deleteIfExists(stateFile);
      Files.deleteIfExists(file);
    }
  }

  private static long reach(PartState state) {
    return state.blocks().stream()
        .filter(block -> block.written() > 0)
        .mapToLong(Block::position)
        .max()
        .orElse(0);
  }

  private static @Nullable PartState read(Path stateFile, String address) throws IOException {
    if (!Files.exists(stateFile)) {
      return null;
    }
    try {
      PartState state = Json.mapper().readValue(stateFile.toFile(), PartState.class);
      return state.isSound() && state.address().equals(address) ? state : null;
    } catch (JacksonException e) {
      // a state that cannot be read is one that is not there: the download starts anew
      return null;
    }
  }
}
