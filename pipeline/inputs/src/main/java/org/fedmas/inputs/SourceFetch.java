package org.fedmas.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.fedmas.inputs.archive.Unpacking;
import org.fedmas.inputs.download.Download;

/** One source: downloaded, checked, put into its place; an archive is unpacked first. */
final class SourceFetch {

  private final Path data;
  private final FetchOptions options;
  private final FetchListener listener;
  private final Download download;

  SourceFetch(Path data, FetchOptions options, FetchListener listener) {
    this.data = data;
    this.options = options;
    this.listener = listener;
    this.download = new Download(options.download(), options.space());
  }

  /**
   * Does what is missing.
   *
   * @throws IOException with a message for the user; what has arrived is kept unless it is wrong
   */
  void run(DataSource source) throws IOException, InterruptedException {
    Path file = source.download(data);
    if (!Files.exists(file)) {
      fetch(source, file);
    } else {
      requirePublished(source, file);
    }
    if (source.archive().isPresent()) {
      unpack(source, source.archive().get(), file);
    }
    listener.notice(source.name() + " is there");
  }

  private void fetch(DataSource source, Path file) throws IOException, InterruptedException {
    boolean resumed = Download.left(source.address(), file) > 0;
    Optional<String> problem = download(source, file);
    if (problem.isPresent() && resumed) {
      // the halves of two attempts may not belong together, whatever the server said
      Download.forget(file);
      problem = download(source, file);
    }
    if (problem.isPresent()) {
      Download.forget(file);
      throw new IOException(
          source.address()
              + ": "
              + problem.get()
              + "; the file was thrown away: is there a proxy that sends pages of its own?");
    }
    Files.move(Download.part(file), file, StandardCopyOption.ATOMIC_MOVE);
    Download.forget(file);
  }

  /** Downloads to the part file and says what is wrong with it. */
  private Optional<String> download(DataSource source, Path file)
      throws IOException, InterruptedException {
    download.fetch(
        source.address(),
        file,
        source.atMost(),
        (done, total) -> listener.at(source, FetchStep.DOWNLOAD, done, total));
    Path part = Download.part(file);
    listener.at(source, FetchStep.CHECK, Files.size(part), Files.size(part));
    return source.check().problem(part);
  }

  private static void requirePublished(DataSource source, Path file) throws IOException {
    Optional<String> problem = source.check().problem(file);
    if (problem.isPresent()) {
      throw new IOException(
          file + " is there but is not the published file: " + problem.get() + "; move it away");
    }
  }

  private void unpack(DataSource source, ContentCheck.ImageArchive archive, Path file)
      throws IOException, InterruptedException {
    Unpacking unpacking = archive.unpacking(file);
    long bytes = unpacking.bytes();
    Path staged = data.resolve("." + source.name() + ".part");
    long usable = options.space().usable(data);
    long lacking = bytes - new ImageFolder(staged).bytes();
    if (lacking > usable) {
      throw new IOException(
          file + ": unpacking needs " + lacking + " bytes, " + data + " has room for " + usable);
    }
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    unpacking.into(staged, threads, done -> listener.at(source, FetchStep.UNPACK, done, bytes));
    new ImageFolder(source.place(data)).take(staged);
    if (!options.keepArchives()) {
      Files.delete(file);
    }
  }
}
