package org.fedmas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  private static final ArtifactKind KIND = ArtifactKind.PRIOR;

  private final Recipe recipe = ExampleRecipes.recipe();
  private final ArtifactRef ref = new ArtifactRef(KIND, recipe.fingerprint());
  @TempDir Path root;
  private ArtifactStore store;

  @BeforeEach
  void open() {
    store = new ArtifactStore(root);
  }

  @Test
  void aCommittedArtifactIsFoundWithItsFiles() throws IOException {
    Manifest manifest = commit("one");
    assertThat(manifest.ref()).isEqualTo(ref);
    assertThat(manifest.files()).extracting(FileEntry::name).containsExactly("a.txt", "sub/b.txt");
    assertThat(manifest.bytes()).isEqualTo(6);
    assertThat(store.require(ref).content()).isEqualTo(manifest.content());
    assertThat(store.list()).containsExactly(ref);
    assertThat(store.damage(manifest)).isEmpty();
    assertThat(store.damage(manifest)).isEmpty();
    assertThat(store.folder(ref).resolve("sub/b.txt")).hasContent("one");
    assertThat(children()).containsExactly(ref.fingerprint().hex());
  }

  @Test
  void nothingIsVisibleBeforeTheCommit() throws IOException {
    Path staging = staged("one");
    assertThat(store.find(ref)).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThatThrownBy(() -> store.require(ref))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(ref.path());
    store.discard(staging);
    assertThat(children()).isEmpty();
  }

  @Test
  void ignoresAFolderWithoutManifest() throws IOException {
    Files.createDirectories(store.folder(ref));
    Files.writeString(store.folder(ref).resolve("a.txt"), "left over");
    assertThat(store.find(ref)).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void theFirstCommitterWins() throws IOException {
    Path first = staged("one");
    Path second = staged("two");
    assertThat(first).isNotEqualTo(second);
    Manifest won = store.commit(first, KIND, recipe);
    Manifest lost = store.commit(second, KIND, recipe);
    assertThat(lost.content()).isEqualTo(won.content());
    assertThat(store.folder(ref).resolve("a.txt")).hasContent("one");
    assertThat(store.damage(lost)).isEmpty();
    assertThat(children()).containsExactly(ref.fingerprint().hex());
  }

  @Test
  void equalFilesGiveEqualContent() throws IOException {
    Manifest here = commit("one");
    Recipe other = ExampleRecipes.variants().get("version");
    Manifest there = store.commit(staged("one"), KIND, other);
    assertThat(there.content()).isEqualTo(here.content());
    assertThat(there.ref()).isNotEqualTo(here.ref());
    assertThat(store.list()).hasSize(2);
  }

  @Test
  void namesADamagedFile() throws IOException {
    Manifest manifest = commit("one");
    Files.writeString(store.folder(ref).resolve("sub/b.txt"), "eno");
    assertThat(store.damage(manifest))
        .singleElement()
        .asString()
        .contains("b.txt", "expected " + Digest.of("one"), "found " + Digest.of("eno"));
    assertThatThrownBy(() -> store.open(manifest))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("b.txt")
        .hasMessageContaining("fedmas verify --repair --artifacts " + root);
  }

  @Test
  void namesMissingAndExtraFilesAndWrongSizes() throws IOException {
    Manifest manifest = commit("one");
    Path folder = store.folder(ref);
    Files.writeString(folder.resolve("a.txt"), "longer");
    Files.delete(folder.resolve("sub/b.txt"));
    Files.writeString(folder.resolve("c.txt"), "");
    List<String> damage = store.damage(manifest);
    assertThat(damage).hasSize(3);
    assertThat(damage.get(0)).contains("a.txt", "found 6 bytes, expected 3");
    assertThat(damage.get(1)).contains("b.txt", "missing");
    assertThat(damage.get(2)).contains("c.txt", "not in the manifest");
  }

  @Test
  void refusesADamagedManifest() throws IOException {
    commit("one");
    Path file = store.folder(ref).resolve(Manifest.FILE);
    String text = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            text.substring(0, text.length() / 2),
            "{}",
            text.replace("\"size\" : 3", "\"size\" : 4"))) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> store.find(ref))
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining(Manifest.FILE);
    }
  }

  @Test
  void refusesAManifestOfAnotherArtifact() throws IOException {
    commit("one");
    ArtifactRef other = new ArtifactRef(KIND, ExampleRecipes.A);
    Files.move(store.folder(ref), store.folder(other));
    assertThatThrownBy(() -> store.find(other))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining(ref.path());
  }

  @Test
  void anArtifactSetAsideCanBeRecomputed() throws IOException {
    commit("one");
    store.setAside(ref);
    assertThat(store.find(ref)).isEmpty();
    assertThat(store.list()).isEmpty();
    commit("two");
    assertThat(store.folder(ref).resolve("a.txt")).hasContent("two");
  }

  private Manifest commit(String text) throws IOException {
    return store.commit(staged(text), KIND, recipe);
  }

  private Path staged(String text) throws IOException {
    Path staging = store.stage(ref);
    assertThat(staging).isEmptyDirectory();
    Files.writeString(staging.resolve("a.txt"), text);
    Files.createDirectory(staging.resolve("sub"));
    Files.writeString(staging.resolve("sub/b.txt"), text);
    return staging;
  }

  private List<String> children() throws IOException {
    try (Stream<Path> children = Files.list(root.resolve(KIND.folder()))) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
