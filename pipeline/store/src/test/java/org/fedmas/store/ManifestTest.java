package org.fedmas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final FileEntry FIRST = new FileEntry("a.bin", 3, ExampleRecipes.A);
  private static final FileEntry SECOND = new FileEntry("sub/b.bin", 5, ExampleRecipes.B);

  private final Manifest manifest =
      new Manifest(ArtifactKind.PRIOR, ExampleRecipes.recipe(), List.of(SECOND, FIRST));

  @Test
  void readsWhatItWrites() throws IOException {
    Manifest read = Manifest.of(Json.mapper().readTree(Json.pretty(manifest.json())));
    assertThat(read.kind()).isEqualTo(manifest.kind());
    assertThat(read.files()).containsExactly(FIRST, SECOND);
    assertThat(read.ref()).isEqualTo(manifest.ref());
    assertThat(read.content()).isEqualTo(manifest.content());
    assertThat(read.bytes()).isEqualTo(8);
  }

  @Test
  void theContentDigestDependsOnFilesOnly() {
    Recipe other = ExampleRecipes.variants().get("version");
    assertThat(new Manifest(ArtifactKind.PARTITION, other, List.of(FIRST, SECOND)).content())
        .isEqualTo(manifest.content());
    for (FileEntry changed :
        List.of(
            new FileEntry("c.bin", 3, FIRST.sha256()),
            new FileEntry("a.bin", 4, FIRST.sha256()),
            new FileEntry("a.bin", 3, SECOND.sha256()))) {
      assertThat(
              new Manifest(ArtifactKind.PRIOR, manifest.recipe(), List.of(changed, SECOND))
                  .content())
          .isNotEqualTo(manifest.content());
    }
  }

  @Test
  void refusesATamperedFileTable() {
    ObjectNode json = manifest.json();
    ((ObjectNode) json.get("files").get(0)).put("size", 4);
    refused(json, "content");
  }

  @Test
  void refusesATamperedContent() {
    refused(manifest.json().put("content", ExampleRecipes.A.toString()), "content");
  }

  @Test
  void refusesATamperedRecipe() {
    ObjectNode json = manifest.json();
    ((ObjectNode) json.get("recipe").get("config")).put("training.batch-size", 63);
    refused(json, "fingerprint");
  }

  @Test
  void refusesAnotherFormat() {
    refused(manifest.json().put("format", Manifest.FORMAT + 1), "format");
  }

  @Test
  void refusesAMissingField() {
    for (String field : List.of("format", "kind", "fingerprint", "content", "recipe", "files")) {
      ObjectNode json = manifest.json();
      json.remove(field);
      refused(json, field);
    }
  }

  private static void refused(ObjectNode json, String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Manifest.of(json))
        .withMessageContaining(word);
  }
}
