package org.fedmas.aggregation.sum;

import java.io.IOException;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsIndex;

/**
 * A model state that is part of the sum.
 *
 * @param model a model of positive weight
 * @param index the positions of its tensors in the file
 */
record Summand(WeightedModel model, SafetensorsIndex index) {

  /** A view of this model that keeps its file open. */
  record Open(double weight, SafetensorsFile file) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  Open open() throws IOException {
    return new Open(model.weight(), index.open());
  }
}
