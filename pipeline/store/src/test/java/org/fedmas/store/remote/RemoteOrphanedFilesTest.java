package org.fedmas.store.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;
import org.fedmas.store.file.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteOrphanedFilesTest {

  private static final Duration DAY = Duration.ofDays(1).plusMinutes(1);

  @TempDir Path machine;
  private final ObjectMap objects = new ObjectMap();

  @Test
  void unfinishedCommitsAreOrphanedAfterADay() throws IOException {
    String begun = "priors/" + Digest.of("begun").hex();
    objects.put(begun + "/" + Digest.of("content").hex() + "/prior.json", "p".getBytes(UTF_8));
    assertThat(orphans()).isEmpty();
    objects.advance(DAY);
    assertThat(orphans()).containsExactly(begun);
  }

  @Test
  void filesOutsideTheManifestAreOrphaned() throws IOException {
    Manifest manifest = commit();
    String other = manifest.ref().path() + "/" + Digest.of("other").hex() + "/prior.json";
    objects.put(other, "p".getBytes(UTF_8));
    assertThat(orphans()).isEmpty();
    objects.advance(DAY);
    assertThat(orphans()).containsExactly(other);
    objects.delete(other);
    assertThat(orphans()).isEmpty();
    assertThat(store().damage(manifest)).isEmpty();
  }

  @Test
  void filesSetAsideOrOfDeadProcessesAreOrphanedAtOnce() throws IOException {
    Owner me = Owner.current();
    for (Owner owner :
        List.of(
            me,
            new Owner(me.host(), me.boot(), me.pid(), me.started() + 1),
            new Owner("elsewhere", me.boot(), me.pid(), me.started()))) {
      Path temporary =
          new DurableFiles(Storage.local(), owner).temporary(Path.of("priors"), owner.host());
      objects.put(temporary + "/prior.json", "p".getBytes(UTF_8));
    }
    objects.put("priors/.aside-1/manifest.json", "{}".getBytes(UTF_8));
    assertThat(orphans())
        .hasSize(2)
        .anyMatch(path -> path.equals("priors/.aside-1"))
        .anyMatch(path -> path.contains("_" + (me.started() + 1) + "-"));
    objects.advance(DAY);
    assertThat(orphans())
        .hasSize(3)
        .noneMatch(
            path ->
                path.contains(
                    "~" + me.host() + "_" + me.boot() + "_" + me.pid() + "_" + me.started() + "-"));
  }

  private List<String> orphans() throws IOException {
    return new RemoteOrphanedFiles(objects, store(), objects.now()).find();
  }

  private ArtifactStore store() {
    DurableFiles files = DurableFiles.local();
    FileCache cache = FileCache.in(machine, 1 << 20, files);
    return new ArtifactStore(
        machine.resolve("room"), files, new RemoteBackend(objects, cache, files));
  }

  private Manifest commit() throws IOException {
    Recipe recipe =
        new Recipe(
            "prior",
            1,
            "prior/round-1/client-0",
            new Config(Map.of("seed", LongNode.valueOf(1))),
            Map.of(),
            Map.of(),
            null);
    Path staging = store().stage(new ArtifactRef(ArtifactKind.PRIOR, recipe.fingerprint()));
    Files.writeString(staging.resolve("prior.json"), "prior");
    return store().commit(staging, ArtifactKind.PRIOR, recipe);
  }
}
