package org.fedmas.aggregation.sum;

import java.io.IOException;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsIndex;

/**
 * A state that is part of the sum.
 *
 * @param model of positive weight
 * @param index where its tensors lie
 */
record Summand(WeightedModel model, SafetensorsIndex index) {

  /** The same while its file is open. */
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
