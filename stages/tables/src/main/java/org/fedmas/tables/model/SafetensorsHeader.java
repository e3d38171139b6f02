package org.fedmas.tables.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions of the tensors in a safetensors file.
 *
 * @param entries by name, in header order
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

  /** The longest header that safetensors readers accept. */
  static final int LONGEST = 100_000_000;

  static final String METADATA = "__metadata__";
  static final int ALIGNMENT = 8;

  /** A tensor's place; offsets count from the first byte after the header. */
  record Entry(TensorLayout layout, long begin, long end) {}

  /**
   * Lays out tensors one after the other, in the given order.
   *
   * @throws IllegalArgumentException for a name given twice or reserved, or a bad shape
   */
  static SafetensorsHeader of(List<TensorLayout> layouts, Map<String, String> metadata) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long begin = 0;
    for (TensorLayout layout : layouts) {
      long end = Math.addExact(begin, layout.bytes());
      if (layout.name().equals(METADATA)) {
        throw new IllegalArgumentException("the name " + METADATA + " is reserved by safetensors");
      }
      if (entries.put(layout.name(), new Entry(layout, begin, end)) != null) {
        throw new IllegalArgumentException("two tensors are named " + layout.name());
      }
      begin = end;
    }
    return new SafetensorsHeader(entries, metadata);
  }

  /** Returns the header as JSON in UTF-8, padded so that the data starts at a multiple of 8. */
  byte[] encode() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> text : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, Entry> named : entries.entrySet()) {
        Entry entry = named.getValue();
        long[] shape = entry.layout().shape();
        json.writeObjectFieldStart(named.getKey());
        json.writeStringField("dtype", entry.layout().type().name());
        json.writeFieldName("shape");
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    int length = (out.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "a header of " + length + " bytes exceeds the format's " + LONGEST);
    }
    byte[] padded = Arrays.copyOf(out.toByteArray(), length);
    Arrays.fill(padded, out.size(), length, (byte) ' ');
    return padded;
  }
}
