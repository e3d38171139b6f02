package org.fedmas.tables.parquet;

import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of a table.
 *
 * @param <V> what a cell holds
 */
public final class Column<V> {

  private final String name;
  private final ColumnKind<V> kind;
  private final boolean optional;

  private Column(String name, ColumnKind<V> kind, boolean optional) {
    this.name = name;
    this.kind = kind;
    this.optional = optional;
  }

  /** Text in UTF-8, never null. */
  public static Column<String> text(String name) {
    return new Column<>(name, new ColumnKind.Text(), false);
  }

  /** Text in UTF-8, or nothing. */
  public static Column<String> optionalText(String name) {
    return new Column<>(name, new ColumnKind.Text(), true);
  }

  /** Returns a 32-bit signed integer. */
  public static Column<Integer> integer(String name) {
    return new Column<>(name, new ColumnKind.Int32(), false);
  }

  /** Bytes that are not expected to repeat. */
  public static Column<byte[]> bytes(String name) {
    return new Column<>(name, new ColumnKind.Bytes(), false);
  }

  /** Returns a list of 32-bit floating-point numbers. */
  public static Column<float[]> floats(String name) {
    return new Column<>(name, new ColumnKind.Floats(), false);
  }

  String name() {
    return name;
  }

  ColumnKind<V> kind() {
    return kind;
  }

  boolean isOptional() {
    return optional;
  }

  Type type() {
    return kind.type(name, optional ? Repetition.OPTIONAL : Repetition.REQUIRED);
  }
}
