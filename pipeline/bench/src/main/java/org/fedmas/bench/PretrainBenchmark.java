package org.fedmas.bench;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.ContrastiveAugmentation;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.contrast.ContrastSettings;
import org.fedmas.tensors.contrast.ContrastState;
import org.fedmas.tensors.contrast.ContrastTrainer;
import org.fedmas.tensors.contrast.KeyQueue;
import org.fedmas.tensors.contrast.ProjectedBackbone;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/**
 * A step of MoCo v2 with ResNet-18 on a batch of ready views, compared with eager PyTorch. What the
 * views of an image cost is stated beside it.
 */
final class PretrainBenchmark implements Benchmark {

  private static final String OURS = "fedmas step of pretraining";
  private static final String TORCH = "PyTorch step of pretraining";
  private static final int BATCH = 32;
  private static final int SIDE = 96;
  private static final int GROUPS = 4;
  private static final int KEYS = 4096;
  private static final int DIMENSION = 128;

  /** Steps until the code that a step runs is compiled, which takes seconds once per process. */
  private static final int COMPILED_AFTER = 16;

  @Override
  public Finding run(Bench bench) throws Exception {
    TensorEngine.useThreads(bench.threads());
    int steps = bench.quick() ? 2 : 8;
    int[] order = IntStream.range(0, BATCH).map(i -> BATCH - 1 - i).toArray();
    ReadyPairs batch = ReadyPairs.of(BATCH, SIDE);
    ProjectedBackbone layers = new ProjectedBackbone(ResNet.RESNET18, DIMENSION);
    ContrastSettings settings = new ContrastSettings(GROUPS, 0.2, 0.999);
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        ContrastTrainer trainer =
            ContrastTrainer.of(layers, settings, start(layers), root, DataType.FLOAT32)) {
      Comparison sides =
          new Comparison()
              .with(
                  OURS,
                  () ->
                      Meter.of(
                          (double) steps * BATCH,
                          () -> {
                            for (int i = 0; i < steps; i++) {
                              trainer.step(batch, order, 0.03 * BATCH / 256);
                            }
                          }));
      new TorchVision("moco", BATCH, SIDE).addTo(sides, bench, TORCH);
      for (int i = 0; i < COMPILED_AFTER; i++) {
        trainer.step(batch, order, 0);
      }
      return sides
          .measured("image", bench.turns(), new Claim(TORCH, 1.1))
          .with(
              "two views of an image of 224 pixels: %.4g CPU-s beside it; %s images of %s pixels",
              views(bench).cpuPerImage(), BATCH, SIDE);
    }
  }

  private static ContrastState start(ProjectedBackbone layers) {
    ModelState encoder = SeededInitialisation.of(layers.layout(), RandomKey.of(0));
    return new ContrastState(
        encoder,
        encoder,
        KeyQueue.drawn(DIMENSION, KEYS, RandomKey.of(1).stream()),
        0,
        new ModelState(Map.of()));
  }

  private static Cost views(Bench bench) throws Exception {
    int images = bench.quick() ? 40 : 200;
    RgbImage picture = picture();
    ContrastiveAugmentation augmentation = new ContrastiveAugmentation(SIDE);
    List<Digest> digests =
        IntStream.range(0, images).mapToObj(i -> Digest.of("image " + i)).toList();
    return Meter.of(
        images,
        () -> {
          for (Digest digest : digests) {
            augmentation.view(picture, 0, 0, digest, 0);
            augmentation.view(picture, 0, 0, digest, 1);
          }
        });
  }

  private static RgbImage picture() {
    byte[] pixels = new byte[224 * 224 * RgbImage.CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 7 + i / 672 * 3);
    }
    return new RgbImage(224, 224, pixels);
  }
}
