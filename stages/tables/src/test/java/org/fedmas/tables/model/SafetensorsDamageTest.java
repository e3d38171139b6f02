package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.tables.Flips;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsDamageTest {

  @TempDir Path folder;

  static void write(Path file, String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Files.write(
        file,
        ByteBuffer.allocate(8 + json.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .put(data)
            .array());
  }

  /** Headers over eight bytes of data; {@code ~} stands for a quotation mark. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          not-json | hello | unreadable
          not-an-object | [] | START_OBJECT
          not-closed | {~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[0,8]} | unreadable
          text-after-header | {~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[0,8]}} {} | nothing after
          tensor-not-an-object | {~a~:3} | START_OBJECT
          unknown-type | {~a~:{~dtype~:~F31~,~shape~:[2],~data_offsets~:[0,8]}} | F31
          type-not-text | {~a~:{~dtype~:7,~shape~:[2],~data_offsets~:[0,8]}} | one of
          unknown-field | {~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[0,8],~x~:1}} | field x
          missing-shape | {~a~:{~dtype~:~F32~,~data_offsets~:[0,8]}} | missing
          negative-size | {~a~:{~dtype~:~F32~,~shape~:[-1,-2],~data_offsets~:[0,8]}} | -1
          fractional-size | {~a~:{~dtype~:~F32~,~shape~:[2.0],~data_offsets~:[0,8]}} | END_ARRAY
          size-beyond-long | {~a~:{~dtype~:~F32~,~shape~:[99999999999999999999],~data_offsets~:[0,8]}} | range
          product-beyond-long | {~a~:{~dtype~:~F32~,~shape~:[4294967296,4294967296],~data_offsets~:[0,8]}} | too many
          shape-not-a-list | {~a~:{~dtype~:~F32~,~shape~:2,~data_offsets~:[0,8]}} | START_ARRAY
          one-offset | {~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[0]}} | [begin, end]
          offsets-backwards | {~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[8,0]}} | [begin, end]
          offsets-beyond-the-file | {~a~:{~dtype~:~F32~,~shape~:[4],~data_offsets~:[0,16]}} | within 8
          size-and-shape-differ | {~a~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[0,8]}} | 8 bytes
          duplicate-names | {~a~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[0,4]},~a~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[4,8]}} | Duplicate field 'a'
          duplicate-fields | {~a~:{~dtype~:~F32~,~dtype~:~F32~,~shape~:[2],~data_offsets~:[0,8]}} | Duplicate field 'dtype'
          overlapping-offsets | {~a~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[0,4]},~b~:{~dtype~:~U8~,~shape~:[6],~data_offsets~:[2,8]}} | begin 2
          hole-between-tensors | {~a~:{~dtype~:~U8~,~shape~:[3],~data_offsets~:[0,3]},~b~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[4,8]}} | begin 4
          bytes-after-the-last-tensor | {~a~:{~dtype~:~F32~,~shape~:[1],~data_offsets~:[0,4]}} | 8 bytes
          metadata-not-text | {~__metadata__~:{~x~:1},~a~:{~dtype~:~F32~,~shape~:[2],~data_offsets~:[0,8]}} | VALUE_STRING
          """)
  void bad_headers_are_refused(String name, String header, String says) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    write(file, header.replace('~', '"'), new byte[8]);
    Flips.expectDamage(file, name, Safetensors::read);
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining(says);
  }

  @Test
  void a_huge_header_length_takes_no_memory() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, -1, Long.MIN_VALUE, 1L << 40, 1 << 30, 100}) {
      Path file = folder.resolve("huge-header-length.safetensors");
      ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      Files.write(file, bytes.array());
      Flips.expectDamage(file, "header length " + length, Safetensors::read);
    }
  }

  @Test
  void text_that_is_not_utf8_is_refused() throws IOException {
    Path file = folder.resolve("header-in-utf16.safetensors");
    byte[] json = "{}".getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(json.length).put(json).array());
    Flips.expectDamage(file, "UTF-16", Safetensors::read);
  }

  @Test
  void a_tensor_of_two_gibibytes_is_refused_without_taking_memory() throws IOException {
    Path file = folder.resolve("tensor-too-large.safetensors");
    long size = 1L << 31;
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}".formatted(size, size);
    write(file, header, new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + size);
    }
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      assertThat(open.layouts().get(0).shape()).containsExactly(size);
      assertThatThrownBy(() -> open.tensor("a"))
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining("2147483648 bytes");
    }
  }

  @Test
  void every_truncation_is_refused() throws IOException {
    Path good = folder.resolve("good.safetensors");
    Safetensors.write(good, SafetensorsTest.state(3));
    Flips.refusesEveryTruncation(good, folder.resolve("truncated.safetensors"), Safetensors::read);
  }

  @Test
  void flipped_bits_in_the_header_never_end_in_another_error() throws IOException {
    Path good = folder.resolve("good.safetensors");
    Safetensors.write(good, SafetensorsTest.state(3));
    int header =
        8 + ByteBuffer.wrap(Files.readAllBytes(good)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int noticed =
        Flips.survivesFlips(
            good,
            folder.resolve("flipped-header.safetensors"),
            0,
            header,
            1000,
            RandomRows.stream("flips", 0),
            Safetensors::read,
            found -> true);
    assertThat(noticed).isGreaterThan(500);
  }
}
