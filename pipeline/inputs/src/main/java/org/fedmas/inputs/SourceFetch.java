package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.inputs.archive.Unpacking;
import org.fedmas.inputs.download.Download;
import org.fedmas.inputs.download.PartFile;
import org.fedmas.store.file.Storage;

/** The fetch of single sources: download, verification, unpacking. */
record SourceFetch(Path data, FetchOptions options, FetchListener listener) {

  private static final Storage STORAGE = Storage.local();

  /**
   * Fetches whatever a source lacks.
   *
   * @throws IOException with a message for the user; received bytes are kept unless they are wrong
   */
  void run(DataSource source) throws IOException, InterruptedException {
    Path file = source.download(data);
    if (!Files.exists(file)) {
      fetch(source, file);
    } else {
      requirePublished(source, file);
    }
    if (source.recordedSum(data).isPresent()) {
      source.recordedSum(data).get().keep();
    }
    if (source.archive().isPresent()) {
      unpack(source, source.archive().get(), file);
    }
    listener.notice(source.name() + " is complete");
  }

  private void fetch(DataSource source, Path file) throws IOException, InterruptedException {
    boolean resumed = PartFile.left(file, source.address()) > 0;
    Path part = PartFile.path(file);
    if (!resumed && Files.exists(part)) {
      listener.notice(part + " cannot be resumed; the download of this file starts again");
    }
    Optional<String> problem = download(source, file);
    if (problem.isPresent() && resumed) {
      // the bytes of two downloads may differ in version, whatever the server claims
      PartFile.delete(file);
      problem = download(source, file);
    }
    if (problem.isPresent()) {
      PartFile.delete(file);
      throw new IOException(
          "%s: %s; the file was discarded: a proxy may have returned its own page"
              .formatted(source.address(), problem.get()));
    }
    STORAGE.move(part, file);
    STORAGE.syncFolder(data);
    PartFile.delete(file);
  }

  /** Downloads to the part file and returns the problem with the file, if any. */
  private Optional<String> download(DataSource source, Path file)
      throws IOException, InterruptedException {
    new Download(options.download(), options.space())
        .fetch(
            source.address(),
            file,
            source.atMost(),
            (done, total) -> listener.at(source, FetchStep.DOWNLOAD, done, total));
    Path part = PartFile.path(file);
    listener.at(source, FetchStep.CHECK, Files.size(part), Files.size(part));
    return source.problem(part, data);
  }

  private void requirePublished(DataSource source, Path file) throws IOException {
    Optional<String> problem = source.problem(file, data);
    if (problem.isPresent()) {
      throw new IOException(
          "%s is not the published file: %s. Move it away and repeat the command"
              .formatted(file, problem.get()));
    }
  }

  private void unpack(DataSource source, ContentCheck.ImageArchive archive, Path file)
      throws IOException, InterruptedException {
    Unpacking unpacking = archive.unpacking(file);
    long bytes = unpacking.bytes();
    Path staged = data.resolve("." + source.name() + ".part");
    long usable = options.space().usable(data);
    long needed = bytes - new ImageFolder(staged, archive.nested()).bytes();
    if (needed > usable) {
      throw new IOException(
          "%s: unpacking needs %s bytes, but %s has room for %s"
              .formatted(file, needed, data, usable));
    }
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    unpacking.into(staged, threads, done -> listener.at(source, FetchStep.UNPACK, done, bytes));
    new ImageFolder(source.place(data), archive.nested()).take(staged);
    if (!options.keepArchives()) {
      STORAGE.delete(file);
    }
  }
}
