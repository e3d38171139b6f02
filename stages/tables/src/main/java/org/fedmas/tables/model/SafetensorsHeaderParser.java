package org.fedmas.tables.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.tables.Damage;
import org.fedmas.tables.model.SafetensorsHeader.Entry;
import org.jspecify.annotations.Nullable;

/** A strict parser of headers: every field once, no unknown field, data without gap or overlap. */
final class SafetensorsHeaderParser {

  private final Path file;
  private final long dataBytes;

  /**
   * @param dataBytes how many bytes follow the header
   */
  SafetensorsHeaderParser(Path file, long dataBytes) {
    this.file = file;
    this.dataBytes = dataBytes;
  }

  SafetensorsHeader parse(byte[] bytes) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    JsonFactory factory =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (JsonParser json = factory.createParser(text(bytes))) {
      expect(json.nextToken(), JsonToken.START_OBJECT, "header");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals(SafetensorsHeader.METADATA)) {
          readMetadata(json, metadata);
        } else {
          entries.put(name, entry(json, name));
        }
      }
      if (json.nextToken() != null) {
        throw Damage.found(file, "header", json.currentToken(), "nothing after its object");
      }
    } catch (IOException e) {
      throw Damage.found(file, "header", e);
    }
    requireContiguous(entries);
    return new SafetensorsHeader(entries, metadata);
  }

  /** Decodes UTF-8 strictly, since a JSON parser of bytes would guess at other encodings. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private void readMetadata(JsonParser json, Map<String, String> metadata) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, SafetensorsHeader.METADATA);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, SafetensorsHeader.METADATA);
      metadata.put(name, json.getText());
    }
  }

  private Entry entry(JsonParser json, String name) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, name);
    @Nullable TensorType type = null;
    long @Nullable [] shape = null;
    long @Nullable [] offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = type(json, name);
        case "shape" -> shape = sizes(json, name + ".shape");
        case "data_offsets" -> offsets = sizes(json, name + ".data_offsets");
        default ->
            throw Damage.found(file, name, "field " + field, "dtype, shape and data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw Damage.found(
          file, name, "a field missing", "each of dtype, shape and data_offsets once");
    }
    return entry(new TensorLayout(name, type, shape), offsets);
  }

  private Entry entry(TensorLayout layout, long[] offsets) {
    String where = layout.name() + ".data_offsets";
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw Damage.found(
          file,
          where,
          Arrays.toString(offsets),
          "[begin, end] within " + dataBytes + " data bytes");
    }
    long bytes;
    try {
      bytes = layout.bytes();
    } catch (IllegalArgumentException e) {
      throw Damage.found(file, layout.name() + ".shape", e);
    }
    if (offsets[1] - offsets[0] != bytes) {
      throw Damage.found(file, where, offsets[1] - offsets[0] + " bytes", bytes + " for " + layout);
    }
    return new Entry(layout, offsets[0], offsets[1]);
  }

  private TensorType type(JsonParser json, String name) throws IOException {
    for (TensorType type : TensorType.values()) {
      if (json.currentToken() == JsonToken.VALUE_STRING && type.name().equals(json.getText())) {
        return type;
      }
    }
    throw Damage.found(
        file, name + ".dtype", json.getText(), "one of " + Arrays.toString(TensorType.values()));
  }

  private long[] sizes(JsonParser json, String where) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, where);
    List<Long> sizes = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      long size = json.getLongValue();
      if (size < 0) {
        throw Damage.found(file, where, size, "no negative number");
      }
      sizes.add(size);
    }
    expect(json.currentToken(), JsonToken.END_ARRAY, where);
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private void requireContiguous(Map<String, Entry> entries) {
    List<Entry> byPlace = new ArrayList<>(entries.values());
    byPlace.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long reached = 0;
    for (Entry entry : byPlace) {
      if (entry.begin() != reached) {
        String where = entry.layout().name() + ".data_offsets";
        throw Damage.found(
            file, where, "begin " + entry.begin(), reached + ", where the tensor before it ends");
      }
      reached = entry.end();
    }
    if (reached != dataBytes) {
      throw Damage.found(file, "data", dataBytes + " bytes", reached + ", the tensors' sum");
    }
  }

  private void expect(@Nullable JsonToken found, JsonToken expected, String where) {
    if (found != expected) {
      throw Damage.found(file, where, found == null ? "the end" : found, expected);
    }
  }
}
