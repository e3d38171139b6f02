package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.junit.jupiter.api.Test;

class NormalisationSharingTest {

  private static final List<String> STATISTICS =
      List.of(
          "downsample.1.running_mean",
          "downsample.1.running_var",
          "downsample.1.num_batches_tracked");

  private static final ModelState MODEL = model();

  @Test
  void sharedKeepsNothing() {
    assertThat(NormalisationSharing.SHARED.kept(MODEL).names()).isEmpty();
    assertThat(NormalisationSharing.SHARED.shared(MODEL)).isEqualTo(MODEL);
  }

  @Test
  void statisticsStayWithTheClient() {
    assertThat(NormalisationSharing.STATISTICS_LOCAL.kept(MODEL).names())
        .containsExactlyElementsOf(STATISTICS);
  }

  @Test
  void wholeLayersStayWithTheClientWhateverTheirName() {
    assertThat(NormalisationSharing.LOCAL.kept(MODEL).names())
        .containsExactly(
            "downsample.1.weight",
            "downsample.1.bias",
            "downsample.1.running_mean",
            "downsample.1.running_var",
            "downsample.1.num_batches_tracked");
    assertThat(NormalisationSharing.LOCAL.shared(MODEL).names())
        .containsExactly("bn.weight", "downsample.0.weight", "fc.weight", "fc.bias");
  }

  @Test
  void aRecipeHoldsTheKeyOnlyWithAnotherValueThanTheDefault() {
    ConfigReader reader = ConfigReader.of(new Config(Map.of()));
    assertThat(NormalisationSharing.read(reader)).isEqualTo(NormalisationSharing.SHARED);
    assertThat(reader.recorded().values()).isEmpty();
  }

  /** Returns a model with a layer named like a normalisation, and a normalisation that is not. */
  private static ModelState model() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name :
        List.of("bn.weight", "downsample.0.weight", "downsample.1.weight", "downsample.1.bias")) {
      tensors.put(name, StoredTensor.of(new float[2], 2));
    }
    tensors.put(STATISTICS.get(0), StoredTensor.of(new float[2], 2));
    tensors.put(STATISTICS.get(1), StoredTensor.of(new float[2], 2));
    tensors.put(STATISTICS.get(2), StoredTensor.of(new long[1]));
    tensors.put("fc.weight", StoredTensor.of(new float[2], 1, 2));
    tensors.put("fc.bias", StoredTensor.of(new float[1], 1));
    return new ModelState(tensors);
  }
}
