package org.fedmas.images.augment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.fedmas.images.RgbImage;

/** The draws of the whole pipelines of {@code moco.json}. */
public final class GoldenPipelines {

  private GoldenPipelines() {}

  /** Returns the draw of a case. */
  public static ContrastiveDraw draw(JsonNode one) {
    return GoldenContrast.draw(one);
  }

  /** Returns the draw of a case without the steps after the jitter. */
  public static ContrastiveDraw untilJitter(JsonNode one) {
    ContrastiveDraw draw = GoldenContrast.draw(one);
    return new ContrastiveDraw(draw.crop(), draw.jitter(), false, OptionalDouble.empty(), false);
  }

  /** Returns the bytes of a picture as numbers. */
  public static double[] bytes(RgbImage image) {
    return GoldenContrast.bytes(image);
  }
}
