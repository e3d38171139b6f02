package org.fedmas.aggregation.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a server movement before a step.
 *
 * @param names the prefixes of the moments' names
 * @param layouts the moments of all trainable entries, in the order of the state
 * @param before the moments after the round before; null before the first step, when all are 0
 */
record Moments(List<String> names, List<TensorLayout> layouts, @Nullable SafetensorsFile before)
    implements AutoCloseable {

  static Moments of(@Nullable Path before, ServerMovement movement, SafetensorsFile model)
      throws IOException {
    List<String> names = movement.moments();
    List<TensorLayout> layouts =
        model.layouts().stream()
            .filter(entry -> EntryKind.of(entry) == EntryKind.TRAINABLE)
            .flatMap(
                entry ->
                    names.stream()
                        .map(m -> new TensorLayout(name(m, entry), entry.type(), entry.shape())))
            .toList();
    return new Moments(names, layouts, before == null ? null : SafetensorsFile.open(before));
  }

  /** Returns the name of an entry's moment in the file. */
  static String name(String moment, TensorLayout entry) {
    return moment + entry.name();
  }

  /** Returns an entry's moments, row by row. */
  double[][] read(TensorLayout entry) throws IOException {
    double[][] values = new double[names.size()][];
    for (int m = 0; m < values.length; m++) {
      values[m] =
          before == null
              ? new double[(int) StoredTensor.elements(entry.shape())]
              : before.tensor(name(names.get(m), entry)).numbers();
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    if (before != null) {
      before.close();
    }
  }
}
