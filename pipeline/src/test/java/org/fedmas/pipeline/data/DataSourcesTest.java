package org.fedmas.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSourcesTest {

  private static final Path ROOT = Path.of(System.getProperty("fedmas.root", "."));

  @Test
  void namesAreDistinctAndAddressesComplete() {
    List<DataSource> sources = DataSources.all();
    assertThat(sources).extracting(DataSource::name).doesNotHaveDuplicates();
    assertThat(sources)
        .allSatisfy(
            source -> {
              assertThat(source.address().getScheme()).isEqualTo("https");
              assertThat(source.fileName()).startsWith(source.name());
              assertThat(source.licences()).isNotEmpty();
            });
    URI mirror = URI.create("http://mirror.example/copies");
    assertThat(sources.get(0).from(mirror).address())
        .hasToString("http://mirror.example/copies/ISIC_2019_Training_Input.zip");
  }

  @Test
  void everySourceStandsInTheDocumentation() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/data.md"));
    assertThat(DataSources.all())
        .allSatisfy(
            source -> {
              assertThat(page).contains(source.address().toString());
              if (source.check() instanceof ContentCheck.HashStart hash) {
                assertThat(page).contains(hash.digits());
              }
            });
  }

  @Test
  void everyLicenceHasAText() {
    for (Licence licence : Licence.values()) {
      assertThat(licence.text()).as(licence.name()).hasSizeGreaterThan(100).contains("https://");
      assertThat(licence.title()).isNotBlank();
    }
  }

  @Test
  void configurationsNameWhatTheyRead() {
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
    assertThat(ConfigNeeds.of(ROOT.resolve("configs/sample.yaml"), data).files()).isEmpty();
    assertThat(ConfigNeeds.of(Path.of("nowhere.yaml"), data).problem()).contains("nowhere.yaml");
  }

  @Test
  void everyConfigurationOfTheCheckoutIsFoundAndReadable() throws Exception {
    List<ConfigNeeds> all = ConfigNeeds.below(ROOT.resolve("configs"), Path.of("data"));
    assertThat(all).hasSizeGreaterThanOrEqualTo(4).allMatch(needs -> needs.problem() == null);
  }

  @Test
  void realTablesAreRecognised() {
    String isic = System.getProperty("fedmas.isic", "");
    assumeThat(isic).as("real images: -Dfedmas.isic=DIR names a folder of them").isNotEmpty();
    Path data = Path.of(isic);
    for (String name :
        List.of(
            DataSources.LABELS, DataSources.METADATA, DataSources.HAM10000, DataSources.SPLIT)) {
      DataSource source =
          DataSources.all().stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(SourceState.of(source, data).isPresent()).as(name).isTrue();
    }
  }
}
