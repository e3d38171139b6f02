package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The loss beside {@code nt_xent} of moco.json. There each row is a query once: its partner is the
 * key, all other rows are the negatives.
 */
@Tag("parity")
class InfoNceTest {

  private static final JsonNode PAIRS = GoldenContrast.GOLDEN.get("nt_xent");

  @Test
  void lossAndGradientOfPairs() {
    int half = PAIRS.get("pairs").intValue();
    int width = PAIRS.get("width").intValue();
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        Autograd.Recording recording = Autograd.recording()) {
      NDArray rows = Autograd.track(rows(root, 2 * half, width), root);
      NDArray unit = InfoNce.unit(rows);
      double[] losses = new double[2 * half];
      NDArray sum = root.create(0.0);
      for (int i = 0; i < 2 * half; i++) {
        NDArray logShare = InfoNce.logShares(logits(unit, i, half));
        losses[i] = -Transfer.doubles(logShare)[0];
        sum = sum.add(logShare.sum());
      }
      Autograd.backward(sum.mul(root.create(-0.5 / half)));

      NDArray gradient = Objects.requireNonNull(Autograd.gradient(rows));
      close("per_row", losses);
      close(
          "loss",
          new double[] {IntStream.range(0, 2 * half).mapToDouble(i -> losses[i]).sum() / 2 / half});
      close("grad", Transfer.doubles(gradient));
    }
  }

  private static NDArray logits(NDArray unit, int row, int half) {
    int partner = (row + half) % (2 * half);
    int[] others = IntStream.range(0, 2 * half).filter(i -> i != row && i != partner).toArray();
    return InfoNce.logits(
        rows(unit, row),
        rows(unit, partner),
        rows(unit, others).transpose(),
        PAIRS.get("temperature").doubleValue());
  }

  private static NDArray rows(NDArray all, int... numbers) {
    return all.get(all.getManager().create(numbers));
  }

  private static NDArray rows(NDManager owner, int rows, int width) {
    long seed = GoldenContrast.GOLDEN.get("seed").longValue();
    float[] values =
        GoldenHash.symmetric(seed, PAIRS.get("stream").longValue(), rows * width, 1, 0);
    double[] exact = IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    return owner.create(exact, new Shape(rows, width));
  }

  private static void close(String name, double[] ours) {
    Parity.close("moco.json", "nt_xent " + name, ours, Golden.numbers(PAIRS.get(name)), 1e-9);
  }
}
