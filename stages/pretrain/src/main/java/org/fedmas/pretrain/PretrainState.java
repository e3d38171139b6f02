package org.fedmas.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.contrast.ContrastMeasures;
import org.fedmas.tensors.contrast.ContrastState;

/**
 * The checkpoint of a unit between two steps. Views and permutations follow from the position.
 *
 * @param step the number of steps that the unit took
 * @param measures the measures of each epoch that began, in order
 */
record PretrainState(ContrastState state, long step, List<ContrastMeasures> measures) {

  /** Version of the file's form. */
  private static final int FORM = 1;

  private static final int COLUMNS = 6;
  private static final String ENCODERS = "model/";
  private static final String KEYS = "keys/";
  private static final String VELOCITY = "optimizer/";

  void write(Path file) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("place", StoredTensor.of(new long[] {FORM, step}, 2));
    double[] numbers = new double[measures.size() * COLUMNS];
    for (int i = 0; i < measures.size(); i++) {
      ContrastMeasures one = measures.get(i);
      double[] row = {
        one.images(), one.loss(), one.positive(), one.negative(), one.correct(), one.spread()
      };
      System.arraycopy(row, 0, numbers, i * COLUMNS, COLUMNS);
    }
    tensors.put("measures", StoredTensor.of(numbers, measures.size(), COLUMNS));
    state.encoders().tensors().forEach((name, tensor) -> tensors.put(ENCODERS + name, tensor));
    state.keys().tensors().forEach((name, tensor) -> tensors.put(KEYS + name, tensor));
    state.velocity().tensors().forEach((name, tensor) -> tensors.put(VELOCITY + name, tensor));
    Safetensors.write(file, new ModelState(tensors));
  }

  static PretrainState read(Path file) throws IOException {
    ModelState all = Safetensors.read(file);
    long[] place = all.tensor("place").longs();
    if (place.length != 2 || place[0] != FORM) {
      throw new IllegalArgumentException("written by another fedmas version");
    }
    double[] numbers = all.tensor("measures").doubles();
    List<ContrastMeasures> measures = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += COLUMNS) {
      measures.add(
          new ContrastMeasures(
              (long) numbers[i],
              numbers[i + 1],
              numbers[i + 2],
              numbers[i + 3],
              (long) numbers[i + 4],
              numbers[i + 5]));
    }
    return new PretrainState(
        ContrastState.of(all.part(ENCODERS), all.part(KEYS), all.part(VELOCITY)),
        place[1],
        measures);
  }
}
