package org.fedmas.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;

/**
 * The checkpoint of a client's round between two batches: the state on which its remaining steps
 * depend. Models that terms compare with never change, and random draws follow from the position.
 *
 * <p>Stored as one safetensors file: {@code place} (int64: form, epoch, batch, steps, samples),
 * {@code loss}, {@code compared}, {@code part/…} (float64) and {@code seen} (int64). States are
 * {@code model/…}, {@code optimizer/…} and {@code client/…}.
 *
 * @param position the next batch
 * @param sums the trainer's sums so far
 * @param client the entries that change during the round, such as a personal head
 */
record RoundState(
    EpochLoop.Position position,
    TrainerSums sums,
    ModelState model,
    ModelState optimizer,
    ClientState client) {

  /** Version of the file's form. */
  private static final int FORM = 1;

  private static final String PART = "part/";
  private static final String MODEL = "model/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String CLIENT = "client/";

  void write(Path file) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    long[] seen = IntStream.of(sums.seen().counts()).asLongStream().toArray();
    long[] numbers = {FORM, position.epoch(), position.batch(), sums.steps(), sums.samples()};
    tensors.put("place", StoredTensor.of(numbers, numbers.length));
    tensors.put("loss", StoredTensor.of(new double[] {sums.loss()}, 1));
    tensors.put("compared", StoredTensor.of(sums.divergences(), seen.length));
    tensors.put("seen", StoredTensor.of(seen, seen.length));
    sums.parts()
        .forEach((name, sum) -> tensors.put(PART + name, StoredTensor.of(new double[] {sum}, 1)));
    model.tensors().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
    optimizer.tensors().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    client.entries().tensors().forEach((name, tensor) -> tensors.put(CLIENT + name, tensor));
    Safetensors.write(file, new ModelState(tensors));
  }

  static RoundState read(Path file) throws IOException {
    ModelState all = Safetensors.read(file);
    long[] numbers = all.tensor("place").longs();
    if (numbers.length != 5 || numbers[0] != FORM) {
      throw new IllegalArgumentException("written by another fedmas version");
    }
    long[] seen = all.tensor("seen").longs();
    Map<String, Double> parts = new LinkedHashMap<>();
    all.part(PART).tensors().forEach((name, sum) -> parts.put(name, sum.doubles()[0]));
    return new RoundState(
        new EpochLoop.Position(Math.toIntExact(numbers[1]), Math.toIntExact(numbers[2])),
        new TrainerSums(
            Math.toIntExact(numbers[3]),
            numbers[4],
            all.tensor("loss").doubles()[0],
            all.tensor("compared").doubles(),
            new ClassCounts(LongStream.of(seen).mapToInt(Math::toIntExact).toArray()),
            parts),
        all.part(MODEL),
        all.part(OPTIMIZER),
        new ClientState(all.part(CLIENT)));
  }
}
