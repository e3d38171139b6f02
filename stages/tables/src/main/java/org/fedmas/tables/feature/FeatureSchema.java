package org.fedmas.tables.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of a feature table, to write them and to recognise them. */
final class FeatureSchema {

  static final String IMAGE_ID = "image_id";
  static final String VIEW = "view";
  static final String FEATURES = "features";

  /** Rows of every record batch but the last. */
  static final int BATCH_ROWS = 1024;

  private static final String ITEM = "item";

  private FeatureSchema() {}

  static Schema of(int dimension) {
    Field item =
        new Field(
            ITEM,
            FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            List.of());
    return new Schema(
        List.of(
            new Field(IMAGE_ID, FieldType.notNullable(new ArrowType.Utf8()), List.of()),
            new Field(VIEW, FieldType.notNullable(new ArrowType.Int(32, true)), List.of()),
            new Field(
                FEATURES,
                FieldType.notNullable(new ArrowType.FixedSizeList(dimension)),
                List.of(item))));
  }

  /** Returns the columns in words, as {@link #describe} finds them in a good file. */
  static List<String> expected(String dimension) {
    return List.of(
        IMAGE_ID + ": utf8",
        VIEW + ": int32",
        FEATURES + ": fixed_size_list<" + ITEM + ": float32>[" + dimension + "]");
  }

  /** Returns a file's columns in words. No recursion: a damaged schema may hold itself. */
  static List<String> describe(org.apache.arrow.flatbuf.Schema schema) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      org.apache.arrow.flatbuf.Field field = schema.fields(i);
      if (field.typeType() == Type.FixedSizeList && field.childrenLength() == 1) {
        String list = "fixed_size_list<" + scalar(field.children(0)) + ">[" + size(field) + "]";
        columns.add(named(field, list));
      } else {
        columns.add(scalar(field));
      }
    }
    return columns;
  }

  static int size(org.apache.arrow.flatbuf.Field field) {
    org.apache.arrow.flatbuf.FixedSizeList list = new org.apache.arrow.flatbuf.FixedSizeList();
    field.type(list);
    return list.listSize();
  }

  private static String scalar(org.apache.arrow.flatbuf.Field field) {
    return named(
        field,
        switch (field.typeType()) {
          case Type.Utf8 -> "utf8";
          case Type.Int -> {
            Int integer = new Int();
            field.type(integer);
            yield (integer.isSigned() ? "int" : "uint") + integer.bitWidth();
          }
          case Type.FloatingPoint -> {
            FloatingPoint number = new FloatingPoint();
            field.type(number);
            yield number.precision() == Precision.SINGLE
                ? "float32"
                : Precision.name(number.precision()).toLowerCase(Locale.ROOT);
          }
          default -> "type " + field.typeType();
        });
  }

  private static String named(org.apache.arrow.flatbuf.Field field, String type) {
    String encoded = field.dictionary() == null ? "" : " (dictionary)";
    return field.name() + ": " + type + encoded + (field.nullable() ? " (nullable)" : "");
  }
}
