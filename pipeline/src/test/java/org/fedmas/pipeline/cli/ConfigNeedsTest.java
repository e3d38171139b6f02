package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.inputs.DataSources;
import org.junit.jupiter.api.Test;

class ConfigNeedsTest {

  private static final Path ROOT = Path.of(System.getProperty("fedmas.root", "."));

  @Test
  void configurationsNameTheirInputs() {
    Path data = Path.of("somewhere");
    ConfigNeeds isic = ConfigNeeds.of(ROOT.resolve("configs/isic/fedmas.yaml"), data);
    assertThat(isic.problem()).isNull();
    assertThat(isic.files())
        .containsExactlyInAnyOrder(
            DataSources.IMAGES,
            DataSources.LABELS,
            DataSources.METADATA,
            DataSources.HAM10000,
            DataSources.SPLIT,
            "moco_v2_800ep_pretrain.pth.tar",
            "resnet18-f37072fd.pth");
    assertThat(ConfigNeeds.of(ROOT.resolve("configs/isic/fedavg-bsm.yaml"), data).files())
        .doesNotContain("moco_v2_800ep_pretrain.pth.tar")
        .contains("resnet18-f37072fd.pth");
    assertThat(ConfigNeeds.of(ROOT.resolve("configs/hyper-kvasir/fedavg-ce.yaml"), data).files())
        .containsExactlyInAnyOrder(
            DataSources.KVASIR_IMAGES, DataSources.KVASIR_FIVE_FOLDS, "resnet18-f37072fd.pth");
    assertThat(ConfigNeeds.of(ROOT.resolve("configs/sample.yaml"), data).files()).isEmpty();
    assertThat(ConfigNeeds.of(Path.of("nowhere.yaml"), data).problem()).contains("does not exist");
  }

  @Test
  void everyConfigurationOfTheCheckoutIsReadable() throws Exception {
    List<ConfigNeeds> all = ConfigNeeds.below(ROOT.resolve("configs"), Path.of("data"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(4).allMatch(needs -> needs.problem() == null);
  }
}
