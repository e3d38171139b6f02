package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.store.file.DurableFiles;

/**
 * Artifacts that a run uses or is about to compute, listed in its control folder so that a garbage
 * collection keeps them. The pins of a killed start stay until the run next ends.
 */
public final class Pins {

  private final Path folder;
  private final DurableFiles files;
  private final Set<ArtifactRef> pinned = new HashSet<>();

  private Pins(Path folder, DurableFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /** Returns the pins of a run with that control folder. */
  public static Pins in(Path control, DurableFiles files) {
    return new Pins(control.resolve(ControlFiles.PINS), files);
  }

  /** Pins artifacts. */
  public void add(Collection<ArtifactRef> refs) throws IOException {
    if (pinned.addAll(refs)) {
      StringBuilder text = new StringBuilder();
      refs.forEach(ref -> text.append(ref.path()).append('\n'));
      files.storage().createFolders(folder);
      byte[] bytes = text.toString().getBytes(UTF_8);
      files.replace(folder.resolve(Digest.of(bytes).hex().substring(0, 16)), bytes);
    }
  }

  /** Returns every artifact that any process has pinned since the run last ended. */
  public Set<ArtifactRef> all() {
    Set<ArtifactRef> refs = new LinkedHashSet<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path file : children.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[a-z-]+/[0-9a-f]{64}"))
            .forEach(line -> refs.add(ArtifactRef.parse(line)));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return refs; // no run, or it has ended, and its record is written
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return refs;
  }

  /**
   * Returns the other files of a control folder, which are garbage once the run's process is gone.
   */
  public static List<Path> besides(Path control) throws IOException {
    if (!Files.isDirectory(control)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(control)) {
      return children.filter(child -> !child.endsWith(ControlFiles.PINS)).sorted().toList();
    }
  }
}
