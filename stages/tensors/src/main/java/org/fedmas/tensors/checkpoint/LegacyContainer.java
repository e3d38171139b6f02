package org.fedmas.tensors.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stream format before PyTorch 1.6: five pickles (magic number, version, machine, saved value,
 * storage keys), then each storage as an int64 element count and raw elements.
 */
record LegacyContainer(FileChannel channel, Pickled root, Map<String, Long> positions)
    implements Container {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int VERSION = 1001;
  private static final int COUNT_BYTES = 8;

  /** Bytes per read; the JDK keeps a direct buffer as large as a channel's largest single read. */
  private static final int BLOCK = 1 << 20;

  static LegacyContainer open(Path file) throws IOException, UnusableCheckpoint {
    FileChannel channel = FileChannel.open(file);
    try {
      int prefix = (int) Math.min(channel.size(), PickleBytes.LONGEST);
      PickleBytes bytes = new PickleBytes(read(channel, 0, prefix));
      if (!(new Unpickler(bytes).read() instanceof Pickled.Large magic)
          || !magic.value().equals(MAGIC)) {
        throw new UnusableCheckpoint("it does not start with PyTorch's magic number");
      }
      if (!(new Unpickler(bytes).read() instanceof Pickled.Whole version)
          || version.value() != VERSION) {
        throw new UnusableCheckpoint("its format version is not " + VERSION);
      }
      checkByteOrder(new Unpickler(bytes).read());
      Unpickler content = new Unpickler(bytes);
      Pickled root = content.read();
      Pickled keys = new Unpickler(bytes).read();
      Map<String, Long> positions = positions(channel, bytes.position(), keys, content.storages());
      return new LegacyContainer(channel, root, positions);
    } catch (IOException | UnusableCheckpoint | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public CheckpointForm form() {
    return CheckpointForm.PYTORCH_LEGACY;
  }

  @Override
  public byte[] storage(StorageReference storage) throws IOException, UnusableCheckpoint {
    Long position = positions.get(storage.key());
    if (position == null) {
      throw new UnusableCheckpoint("storage " + storage.key() + " is not listed");
    }
    return read(channel, position, Container.arrayLength(storage));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void checkByteOrder(Pickled machine) throws UnusableCheckpoint {
    if (!(machine instanceof Pickled.Mapping facts)
        || !(facts.items().get(new Pickled.Text("little_endian")) instanceof Pickled.Flag little)
        || !little.value()) {
      throw new UnusableCheckpoint("its byte order is not little-endian");
    }
  }

  private static Map<String, Long> positions(
      FileChannel channel, long start, Pickled keys, Map<String, StorageReference> storages)
      throws IOException, UnusableCheckpoint {
    List<Pickled> listed = keys instanceof Pickled.Sequence list ? list.items() : List.of();
    if (listed.size() != storages.size()) {
      throw new UnusableCheckpoint(
          "it lists " + listed.size() + " storages and describes " + storages.size());
    }
    Map<String, Long> positions = new LinkedHashMap<>();
    long position = start;
    for (Pickled item : listed) {
      StorageReference storage =
          item instanceof Pickled.Text key ? storages.get(key.value()) : null;
      if (storage == null || positions.containsKey(storage.key())) {
        throw new UnusableCheckpoint("its list of storages does not match its description");
      }
      long count =
          ByteBuffer.wrap(read(channel, position, COUNT_BYTES))
              .order(ByteOrder.LITTLE_ENDIAN)
              .getLong();
      if (count != storage.elements()) {
        throw new UnusableCheckpoint(
            "storage %s has %s elements where its description says %s"
                .formatted(storage.key(), count, storage.elements()));
      }
      position += COUNT_BYTES;
      if (storage.bytes() > channel.size() - position) {
        throw new UnusableCheckpoint("it is cut off within storage " + storage.key());
      }
      positions.put(storage.key(), position);
      position += storage.bytes();
    }
    if (position != channel.size()) {
      throw new UnusableCheckpoint(
          "found %s bytes after the last storage, expected the end of the file"
              .formatted(channel.size() - position));
    }
    return positions;
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    if (length > channel.size() - position) {
      throw new EOFException("the file is cut off");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      ByteBuffer block = bytes.slice(bytes.position(), Math.min(BLOCK, bytes.remaining()));
      int count = channel.read(block, position + bytes.position());
      if (count < 0) {
        throw new EOFException("the file is cut off");
      }
      bytes.position(bytes.position() + count);
    }
    return bytes.array();
  }
}
