package org.fedmas.results.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of event files that shares no code with the writer: a checksum computed bit by bit, and
 * Google's protocol buffers. The field numbers are TensorBoard's own.
 */
final class EventReader {

  private static final Descriptor EVENT = event();

  private EventReader() {}

  /** Reads all events, after checks of each record's lengths and checksums. */
  static List<DynamicMessage> events(byte[] file) throws InvalidProtocolBufferException {
    List<DynamicMessage> events = new ArrayList<>();
    int at = 0;
    while (at < file.length) {
      long length = ByteBuffer.wrap(file, at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      int end = Math.toIntExact(at + 12 + length);
      assertThat(checksum(file, at + 8)).isEqualTo(masked(Arrays.copyOfRange(file, at, at + 8)));
      byte[] payload = Arrays.copyOfRange(file, at + 12, end);
      assertThat(checksum(file, end)).isEqualTo(masked(payload));
      DynamicMessage event = DynamicMessage.parseFrom(EVENT, payload);
      assertNothingUnknown(event);
      events.add(event);
      at = end + 4;
    }
    return events;
  }

  /** Returns the values of an event's summary. */
  static List<DynamicMessage> values(DynamicMessage event) {
    return messages(message(event, "summary"), "value");
  }

  static Object get(DynamicMessage message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  static boolean has(DynamicMessage message, String field) {
    return message.hasField(message.getDescriptorForType().findFieldByName(field));
  }

  static DynamicMessage message(DynamicMessage message, String field) {
    return (DynamicMessage) get(message, field);
  }

  @SuppressWarnings("unchecked")
  static List<DynamicMessage> messages(DynamicMessage message, String field) {
    return (List<DynamicMessage>) get(message, field);
  }

  private static void assertNothingUnknown(DynamicMessage message) {
    assertThat(message.getUnknownFields().asMap()).isEmpty();
    message
        .getAllFields()
        .values()
        .forEach(
            value -> {
              for (Object one : value instanceof List<?> list ? list : List.of(value)) {
                if (one instanceof DynamicMessage inner) {
                  assertNothingUnknown(inner);
                }
              }
            });
  }

  private static int checksum(byte[] file, int at) {
    return ByteBuffer.wrap(file, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** Castagnoli's polynomial, reflected, one bit at a time; then TensorFlow's mask. */
  private static int masked(byte[] bytes) {
    int crc = -1;
    for (byte one : bytes) {
      crc ^= one & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82F63B78;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static Descriptor event() {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("event.proto")
            .setSyntax("proto3")
            .addMessageType(
                type("Histogram")
                    .addField(field("min", 1, Type.TYPE_DOUBLE))
                    .addField(field("max", 2, Type.TYPE_DOUBLE))
                    .addField(field("num", 3, Type.TYPE_DOUBLE))
                    .addField(field("sum", 4, Type.TYPE_DOUBLE))
                    .addField(field("sum_squares", 5, Type.TYPE_DOUBLE))
                    .addField(many(field("bucket_limit", 6, Type.TYPE_DOUBLE)))
                    .addField(many(field("bucket", 7, Type.TYPE_DOUBLE))))
            .addMessageType(
                type("Image")
                    .addField(field("height", 1, Type.TYPE_INT32))
                    .addField(field("width", 2, Type.TYPE_INT32))
                    .addField(field("colorspace", 3, Type.TYPE_INT32))
                    .addField(field("encoded_image_string", 4, Type.TYPE_BYTES)))
            .addMessageType(value())
            .addMessageType(type("Summary").addField(many(field("value", 1, "Value"))))
            .addMessageType(
                type("Event")
                    .addField(field("wall_time", 1, Type.TYPE_DOUBLE))
                    .addField(field("step", 2, Type.TYPE_INT64))
                    .addField(field("file_version", 3, Type.TYPE_STRING))
                    .addField(field("summary", 5, "Summary")))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Event");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescriptorProto.Builder value() {
    DescriptorProto.Builder value = type("Value").addField(field("tag", 1, Type.TYPE_STRING));
    value.addOneofDeclBuilder().setName("value");
    return value
        .addField(field("simple_value", 2, Type.TYPE_FLOAT).setOneofIndex(0))
        .addField(field("image", 4, "Image").setOneofIndex(0))
        .addField(field("histo", 5, "Histogram").setOneofIndex(0));
  }

  private static DescriptorProto.Builder type(String name) {
    return DescriptorProto.newBuilder().setName(name);
  }

  private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(Label.LABEL_OPTIONAL)
        .setType(type);
  }

  private static FieldDescriptorProto.Builder field(String name, int number, String message) {
    return field(name, number, Type.TYPE_MESSAGE).setTypeName("." + message);
  }

  private static FieldDescriptorProto.Builder many(FieldDescriptorProto.Builder field) {
    return field.setLabel(Label.LABEL_REPEATED);
  }
}
