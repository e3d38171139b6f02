package org.fedmas.results.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

/** Event files byte by byte. */
class EventsGoldenTest {

  private static final String FILE = "statistics.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).get("tensorboard");

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }

  private static void equal(String name, byte[] ours, JsonNode hex) {
    Parity.holds(FILE, "tensorboard/" + name, HexFormat.of().formatHex(ours).equals(hex.asText()));
  }

  @Test
  void checksums() {
    for (JsonNode one : GOLDEN.get("crc")) {
      byte[] bytes = bytes(one.get("hex"));
      String name = "tensorboard/crc of " + bytes.length + " bytes " + one.get("crc32c");
      long plain = Integer.toUnsignedLong(Checksum.plain(bytes));
      long masked = Integer.toUnsignedLong(Checksum.masked(bytes));
      Parity.holds(FILE, name, plain == one.get("crc32c").longValue());
      Parity.holds(FILE, name + " masked", masked == one.get("masked").longValue());
    }
  }

  @Test
  void lengths() {
    for (JsonNode one : GOLDEN.get("length_fields")) {
      byte[] field = RecordFraming.length(one.get("length").longValue());
      String name = "length " + one.get("length");
      equal(name, field, one.get("hex"));
      long masked = Integer.toUnsignedLong(Checksum.masked(field));
      Parity.holds(FILE, "tensorboard/" + name, masked == one.get("masked").longValue());
    }
  }

  @Test
  void eventsAndTheFileOfAll() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<byte[]> payloads = new ArrayList<>();
    for (JsonNode one : GOLDEN.get("events")) {
      byte[] ours = event(one).bytes();
      equal("event " + one.get("note").asText(), ours, one.get("hex"));
      int place = payloads.size();
      if (place < GOLDEN.get("records").size()) {
        JsonNode record = GOLDEN.get("records").get(place);
        equal("record " + place, RecordFraming.frame(ours), record.get("hex"));
      }
      payloads.add(ours);
      file.writeBytes(RecordFraming.frame(ours));
    }
    equal("file", file.toByteArray(), GOLDEN.get("file"));
    RecordFraming.Records read = RecordFraming.read(file.toByteArray());
    assertThat(read.damage()).isNull();
    assertThat(read.payloads()).containsExactlyElementsOf(payloads);
  }

  private static Event event(JsonNode json) {
    List<SummaryValue> values = new ArrayList<>();
    json.path("values").forEach(one -> values.add(value(json.get("note").asText(), one)));
    return new Event(
        json.get("wall_time").doubleValue(),
        json.get("step").longValue(),
        json.has("file_version") ? json.get("file_version").asText() : null,
        values);
  }

  private static SummaryValue value(String note, JsonNode json) {
    String tag = json.get("tag").asText();
    if (json.has("simple_value")) {
      return new SummaryValue.Simple(tag, (float) Golden.number(json.get("simple_value")));
    }
    if (json.has("tensor")) {
      return new SummaryValue.Scalar(
          tag,
          (float) Golden.number(json.get("tensor")),
          note.contains("tensor_content"),
          new SummaryMetadata(
              json.get("plugin").asText(),
              json.get("data_class").intValue(),
              json.path("display_name").asText(),
              json.path("description").asText()));
    }
    if (json.has("of")) {
      SummaryValue.Histogram ours =
          SummaryValue.Histogram.of(
              tag, Golden.numbers(json.get("of")), Golden.numbers(json.get("bucket_limit")));
      double[] counts = Golden.numbers(json.get("bucket"));
      Parity.close(FILE, "tensorboard/buckets " + tag, ours.counts(), counts, 0);
      return ours;
    }
    return new SummaryValue.Picture(
        tag, json.get("width").intValue(), json.get("height").intValue(), bytes(json.get("png")));
  }

  @Test
  void damagedFiles() {
    for (JsonNode one : GOLDEN.get("damaged")) {
      byte[] file = bytes(one.get("hex"));
      RecordFraming.Records ours = RecordFraming.read(file);
      String note = one.get("note").asText();
      boolean intact = note.equals("whole") || file.length == 0;
      Parity.holds(
          FILE,
          "tensorboard/damaged " + note,
          ours.payloads().size() == one.get("good_records").intValue()
              && (ours.damage() == null) == intact);
    }
  }
}
