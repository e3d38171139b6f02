package org.fedmas.tables.parquet;

import java.util.function.Function;

/**
 * A type of values that tables hold as text.
 *
 * @param write returns the text of a value
 * @param read returns the value of a text; throws an {@link IllegalArgumentException} if it has
 *     none
 */
public record TextValue<V>(Class<V> type, Function<V, String> write, Function<String, V> read) {

  ColumnKind<V> kind() {
    return new ColumnKind.Text<>(write, read);
  }
}
