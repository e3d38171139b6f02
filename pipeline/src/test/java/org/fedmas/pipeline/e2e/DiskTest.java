package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of real disks that are full or read-only, and of clocks that jump. */
@ExtendWith(ReferenceRun.class)
class DiskTest {

  @TempDir Path folder;
  private final List<Path> mounted = new ArrayList<>();

  @AfterEach
  void unmount() throws Exception {
    for (Path path : mounted) {
      command("umount", "--lazy", path.toString());
    }
  }

  /** Fills the disk during shards, features and training, then frees space. */
  @Tag("soak")
  @Test
  void aRunResumesAfterAFullDisk(ReferenceRun.Done done) throws Exception {
    TinyRun run = TinyRun.in(folder);
    Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
    mount(artifacts, "-t", "tmpfs", "-o", "size=300k", "tmpfs", artifacts.toString());
    run.run().exits(5).says("cannot take the run: found 0 MB free, expected", "--skip-disk-check");
    int kept = 0;
    for (String size : new String[] {"300k", "900k", "60m"}) {
      command("mount", "-o", "remount,size=" + size, artifacts.toString());
      Outcome outcome =
          run.run("--skip-disk-check").exits(5).says("the disk is full", "fedmas gc --dry-run");
      assertThat(outcome.lastLine()).startsWith("failed: ").contains("resume with: ");
      assertThat(run.artifacts().halfWritten()).isEmpty();
      assertThat(run.artifacts().units()).isGreaterThan(kept);
      kept = run.artifacts().units();
    }
    command("mount", "-o", "remount,size=500m", artifacts.toString());

    run.run().did(done.units() - kept, kept);

    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    run.store("gc").exits(0);
    assertThat(run.artifacts().temporaries()).isEmpty();
  }

  @Tag("e2e")
  @Test
  void aReadOnlyStoreCanBeRead(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    String artifacts = run.folder().resolve("artifacts").toString();
    mount(Path.of(artifacts), "--bind", artifacts, artifacts);
    command("mount", "-o", "remount,ro,bind", artifacts);

    assertThat(run.status().contents()).isEqualTo(done.status().contents());
    run.verify().exits(0);
    run.run().exits(5).says("the file system is read-only", "--artifacts");
  }

  /** Runs as an ordinary user, because root may write everywhere. */
  @Tag("e2e")
  @Test
  void aFolderWithoutWritePermissionIsNamed() throws Exception {
    Path open = folder.getParent().resolve("fedmas-" + folder.getFileName());
    TinyRun run = TinyRun.in(open);
    try {
      Files.createDirectories(open.resolve("artifacts"));
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.setPosixFilePermissions(
          open.resolve("artifacts"), PosixFilePermissions.fromString("rwxr-xr-x"));
      String launcher = Launcher.root().resolve("pipeline/fedmas").toString();
      String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
      assumeTrue(
          canStart(nobody, launcher, "version"),
          "no other user can be had here (setpriv, root, a readable checkout): skipped");
      List<String> words = new ArrayList<>(List.of(nobody));
      words.addAll(List.of(launcher, "run", "--config", "tiny.yaml", "--artifacts", "artifacts"));
      Path said = open.resolve("said.txt");
      int code =
          new ProcessBuilder(words)
              .directory(open.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start()
              .waitFor();

      assertThat(code).as(Files.readString(said)).isEqualTo(5);
      assertThat(Files.readString(said))
          .contains("permission denied", "whether this user may write there", "artifacts");
      assertThat(run.artifacts().temporaries()).isEmpty();
    } finally {
      Artifacts.delete(open);
    }
  }

  private static boolean canStart(String[] prefix, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(prefix));
    words.addAll(List.of(command));
    try {
      return start(words.toArray(String[]::new)) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Tag("e2e")
  @Test
  void jumpingClocksChangeNothing(ReferenceRun.Done done) throws Exception {
    for (String time : new String[] {"1999-12-31T23:59:59Z", "2099-01-01T00:00:00Z"}) {
      TinyRun run = done.run().copy(folder.resolve(time.substring(0, 4)));
      try (Stream<Path> all = Files.walk(run.folder())) {
        for (Path path : all.toList()) {
          Files.setLastModifiedTime(path, FileTime.from(Instant.parse(time)));
        }
      }
      run.run().did(0, done.units());
      assertThat(run.store("gc").exits(0).out()).contains("gc: 0 artifacts, 0 orphaned files");
    }
  }

  private void mount(Path where, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("mount"));
    words.addAll(List.of(options));
    boolean can;
    try {
      can = start(words.toArray(String[]::new)) == 0;
    } catch (IOException e) {
      can = false;
    }
    assumeTrue(can, "file systems cannot be mounted here (no Linux, or not root): skipped");
    mounted.add(where);
  }

  private static void command(String... words) throws Exception {
    assertThat(start(words)).as(String.join(" ", words)).isZero();
  }

  private static int start(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
