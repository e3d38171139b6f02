package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.contract.NameRule;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.AttributeRow;

/**
 * The columns of a table that describe images and have no meaning of their own, such as age or
 * site.
 *
 * @param columns their names, sorted
 */
record ManifestAttributes(List<String> columns) {

  /**
   * Returns the values of images; a missing value has no row.
   *
   * @param images in the order of the result
   * @param rows rows of the table by image id
   */
  List<AttributeRow> rows(List<SourceImage> images, Map<String, Row> rows) {
    List<AttributeRow> values = new ArrayList<>();
    for (SourceImage image : images) {
      Row row = Objects.requireNonNull(rows.get(image.imageId()));
      for (String column : columns) {
        if (row.has(column)) {
          values.add(
              new AttributeRow(
                  image.imageId(), NameRule.normal(column), NameRule.normal(row.text(column))));
        }
      }
    }
    return values;
  }

  /** Returns a sentence that names the columns; empty without any. */
  Optional<String> note(Path table) {
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "kept as attributes of images, from %s: %s; remove columns that name persons"
                .formatted(
                    table, String.join(", ", columns.stream().map(NameRule::shown).toList())));
  }
}
