package org.fedmas.tables.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;

/** A small safetensors file in memory, such as a resource of the program. */
public final class SafetensorsBytes {

  private final byte[] bytes;
  private final SafetensorsHeader header;
  private final int dataStart;

  private SafetensorsBytes(byte[] bytes, SafetensorsHeader header, int dataStart) {
    this.bytes = bytes;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Reads the header and checks the whole layout, as for a file.
   *
   * @param name the name for messages
   * @throws CorruptArtifactException if the bytes are not a complete safetensors file
   */
  public static SafetensorsBytes of(String name, byte[] bytes) {
    Path file = Path.of(name);
    int length = SafetensorsIndex.headerLength(file, bytes, bytes.length);
    int dataStart = Long.BYTES + length;
    byte[] json = Arrays.copyOfRange(bytes, Long.BYTES, dataStart);
    SafetensorsHeader header =
        new SafetensorsHeaderParser(file, bytes.length - dataStart).parse(json);
    return new SafetensorsBytes(bytes, header, dataStart);
  }

  /** Returns name, type and shape of every tensor, in header order. */
  public List<TensorLayout> layouts() {
    return header.entries().values().stream().map(SafetensorsHeader.Entry::layout).toList();
  }

  /** Returns the texts of the header's {@code __metadata__} by name; empty without any. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns all tensors, in header order. */
  public ModelState state() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    header
        .entries()
        .forEach(
            (name, entry) -> {
              int from = Math.toIntExact(dataStart + entry.begin());
              int until = Math.toIntExact(dataStart + entry.end());
              tensors.put(
                  name,
                  new StoredTensor(
                      entry.layout().type(),
                      entry.layout().shape().clone(),
                      Arrays.copyOfRange(bytes, from, until)));
            });
    return new ModelState(tensors);
  }
}
