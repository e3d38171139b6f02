package org.fedmas.tables.parquet;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A kind of cell: its declaration in Parquet, its writing and its reading.
 *
 * @param <V> content of a cell
 */
sealed interface ColumnKind<V> {

  Type type(String name, Repetition repetition);

  void write(V value, RecordConsumer out);

  /** Hands each cell read to the given consumer. */
  Converter converter(Consumer<Object> cell);

  /** Returns whether values repeat enough for a dictionary and order enough for statistics. */
  default boolean repeats() {
    return true;
  }

  /** Returns the value of a cell as the converter handed it over. */
  default Object value(Object cell) {
    return cell;
  }

  /** Text in UTF-8, or values of another type by their text. */
  record Text<V>(Function<V, String> text, Function<String, V> parse) implements ColumnKind<V> {

    @Override
    public Type type(String name, Repetition repetition) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }

    @Override
    public void write(V value, RecordConsumer out) {
      out.addBinary(Binary.fromString(text.apply(value)));
    }

    @Override
    public Object value(Object cell) {
      return parse.apply((String) cell);
    }

    @Override
    public Converter converter(Consumer<Object> cell) {
      return new PrimitiveConverter() {
        @Override
        public void addBinary(Binary value) {
          cell.accept(value.toStringUsingUTF8());
        }
      };
    }
  }

  /** Signed 32-bit integers. */
  record Int32() implements ColumnKind<Integer> {

    @Override
    public Type type(String name, Repetition repetition) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
    }

    @Override
    public void write(Integer value, RecordConsumer out) {
      out.addInteger(value);
    }

    @Override
    public Converter converter(Consumer<Object> cell) {
      return new PrimitiveConverter() {
        @Override
        public void addInt(int value) {
          cell.accept(value);
        }
      };
    }
  }

  /** Bytes such as pixels. */
  record Bytes() implements ColumnKind<byte[]> {

    @Override
    public Type type(String name, Repetition repetition) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
    }

    @Override
    public void write(byte[] value, RecordConsumer out) {
      out.addBinary(Binary.fromConstantByteArray(value));
    }

    @Override
    public Converter converter(Consumer<Object> cell) {
      return new PrimitiveConverter() {
        @Override
        public void addBinary(Binary value) {
          cell.accept(value.getBytes());
        }
      };
    }

    @Override
    public boolean repeats() {
      return false;
    }
  }

  /** Cells with lists of 32-bit floating-point numbers. */
  record Floats() implements ColumnKind<float[]> {

    @Override
    public Type type(String name, Repetition repetition) {
      return Types.list(repetition).requiredElement(PrimitiveTypeName.FLOAT).named(name);
    }

    @Override
    public void write(float[] values, RecordConsumer out) {
      out.startGroup();
      if (values.length > 0) {
        out.startField("list", 0);
        for (float value : values) {
          out.startGroup();
          out.startField("element", 0);
          out.addFloat(value);
          out.endField("element", 0);
          out.endGroup();
        }
        out.endField("list", 0);
      }
      out.endGroup();
    }

    @Override
    public Converter converter(Consumer<Object> cell) {
      return new FloatListConverter(cell);
    }

    @Override
    public boolean repeats() {
      return false;
    }
  }
}
