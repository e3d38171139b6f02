package org.fedmas.images;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.images.GoldenPicture.Tolerance;
import org.fedmas.images.augment.ContrastiveAugmentation;
import org.fedmas.images.augment.GoldenPipelines;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole contrastive augmentations of moco.json, byte by byte. */
@Tag("parity")
class ContrastivePipelineTest {

  private static final String FILE = "moco.json";

  @Test
  void wholePipelines() throws Exception {
    RgbImage image = GoldenImagesTest.read("c_300x225.png");
    int number = 0;
    for (JsonNode one : Golden.json(FILE).get("augmentation").get("pipelines")) {
      String name = "pipeline " + number++;
      ContrastiveAugmentation augmentation =
          new ContrastiveAugmentation(one.get("size").intValue());
      RgbImage jittered = augmentation.apply(image, GoldenPipelines.untilJitter(one));
      close(
          name + " after_jitter_mean",
          GoldenPicture.statistics(jittered)[0],
          one.get("after_jitter_mean"));
      RgbImage ours = augmentation.apply(image, GoldenPipelines.draw(one));
      GoldenPicture.compare(FILE, name, ours, one.get("result"), Tolerance.EXACT);
      if (one.has("bytes")) {
        double[] wanted = Golden.numbers(one.get("bytes"));
        Parity.close(FILE, name + " bytes", GoldenPipelines.bytes(ours), wanted, 0);
      }
      float[] values = new float[ours.pixels().length];
      Normalisation.IMAGENET.channelsLast(ours, values, 0);
      double[][] statistics = GoldenPicture.statistics(values);
      close(name + " normalised_mean", statistics[0], one.get("normalised_mean"));
      close(name + " normalised_std", statistics[1], one.get("normalised_std"));
    }
  }

  private static void close(String name, double[] ours, JsonNode wanted) {
    Parity.close(FILE, name, ours, Golden.numbers(wanted), 1e-6);
  }
}
