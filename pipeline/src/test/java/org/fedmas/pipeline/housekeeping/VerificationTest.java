package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

  @TempDir Path folder;
  private ArtifactStore store;
  private Manifest index;
  private Manifest partition;

  @BeforeEach
  void twoArtifacts() throws IOException {
    ExampleStore example = ExampleStore.in(folder);
    store = example.store();
    index = example.commit(ArtifactKind.IMAGE_INDEX, "preprocess");
    partition = example.commit(ArtifactKind.PARTITION, "partition", index);
  }

  @Test
  void countsArtifactsAndBytesOfAnIntactStore() throws Exception {
    Verification.Findings findings = check();
    assertThat(findings.problems()).isZero();
    assertThat(findings.artifacts()).isEqualTo(2);
    assertThat(findings.bytes()).isEqualTo(index.bytes() + partition.bytes());
  }

  @Test
  void namesTheDamagedFile() throws Exception {
    Files.writeString(store.folder(index.ref()).resolve("data"), "PREPROCESS");
    Verification.Findings findings = check();
    assertThat(findings.bad()).containsExactly(index.ref());
    assertThat(lines(findings)).contains("data: found sha256:", "expected sha256:");
  }

  @Test
  void namesAMissingManifest() throws Exception {
    Files.createDirectories(
        store.folder(new ArtifactRef(ArtifactKind.PRIOR, Digest.of("no manifest"))));
    assertThat(lines(check())).endsWith(": manifest.json is missing");
  }

  @Test
  void namesAnUnreadableManifest() throws Exception {
    Files.writeString(store.folder(partition.ref()).resolve(Manifest.FILE), "{");
    assertThat(lines(check())).contains("manifest.json: not a readable manifest");
  }

  private String lines(Verification.Findings findings) {
    assertThat(findings.problems()).isEqualTo(1);
    List<String> lines = findings.damage().firstEntry().getValue();
    return lines.get(0);
  }

  private Verification.Findings check() throws Exception {
    Verification verification = new Verification(store, 2);
    return verification.check(store.places());
  }
}
