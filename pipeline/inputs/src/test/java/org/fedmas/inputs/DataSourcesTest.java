package org.fedmas.inputs;

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
              assertThat(source.fileName()).contains(source.name());
              assertThat(source.licences()).isNotEmpty();
            });
    URI mirror = URI.create("http://mirror.example/copies");
    assertThat(sources.get(0).from(mirror).address())
        .hasToString("http://mirror.example/copies/ISIC_2019_Training_Input.zip");
  }

  @Test
  void everySourceIsDocumented() throws Exception {
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
