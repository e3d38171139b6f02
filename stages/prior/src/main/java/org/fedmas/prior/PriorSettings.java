package org.fedmas.prior;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.ViewSettings;
import org.fedmas.tensors.config.LossSettings;
import org.fedmas.tensors.loss.Loss;

/**
 * What the prior is measured on: the keys {@code prior.*}.
 *
 * @param view the view of each image
 * @param loss stands in for the divergence with λ = 0
 * @param alignmentWeight λ
 */
public record PriorSettings(int view, Loss loss, double alignmentWeight) {

  /** Reads the keys. */
  public static PriorSettings read(ConfigReader reader) {
    int views = ViewSettings.read(reader).views();
    reader.choice("prior.coverage", "all", List.of("all"));
    int view = reader.integer("prior.view", 0, 0, 64);
    if (view > views) {
      reader.problem("prior.view", "a view from 0 to " + views + " (features.views)");
    }
    return new PriorSettings(
        view, LossSettings.read(reader), reader.number(LossSettings.ALIGNMENT_WEIGHT, 3, 0, 1e6));
  }
}
