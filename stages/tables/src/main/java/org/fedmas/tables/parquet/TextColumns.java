package org.fedmas.tables.parquet;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cells of text whose columns differ from file to file.
 *
 * @param values column → cell, without the columns that are empty in the row
 */
public record TextColumns(SortedMap<String, String> values) {

  /** No cells. */
  public static final TextColumns NONE = new TextColumns(Collections.emptySortedMap());

  public TextColumns {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
