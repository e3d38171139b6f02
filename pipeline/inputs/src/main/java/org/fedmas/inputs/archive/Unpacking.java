package org.fedmas.inputs.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The unpacking of a ZIP archive of one folder. All entries are checked before the first is
 * unpacked. A file gets its name only after its checksum matches, so an interrupted unpacking
 * resumes with the missing files.
 *
 * @param folder the one folder inside the archive
 * @param nested whether files may lie in folders below that folder
 */
public record Unpacking(Path archive, String folder, ArchiveLimits limits, boolean nested) {

  /** Returns the unpacked size of all files. */
  public long bytes() throws IOException {
    try (ZipFile zip = open()) {
      return listing(zip).stream().mapToLong(ZipArchiveEntry::getSize).sum();
    }
  }

  /** Returns the number of files whose names have a suffix. */
  public int files(String suffix) throws IOException {
    try (ZipFile zip = open()) {
      return (int) listing(zip).stream().filter(entry -> entry.getName().endsWith(suffix)).count();
    }
  }

  /**
   * Unpacks the missing files.
   *
   * @param target folder to fill; created if absent, refused if it is a link
   * @param threads number of files unpacked in parallel
   * @param written receives the number of bytes unpacked so far
   * @throws UnsafeArchiveException if the archive is damaged or not safe to unpack
   */
  public void into(Path target, int threads, LongConsumer written)
      throws IOException, InterruptedException {
    if (Files.isSymbolicLink(target)) {
      throw new UnsafeArchiveException(target + ": found a symbolic link, expected a folder");
    }
    Files.createDirectories(target);
    AtomicInteger next = new AtomicInteger();
    AtomicLong done = new AtomicLong();
    Callable<Void> worker =
        () -> {
          work(target, next, done, written);
          return null;
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> task : pool.invokeAll(Collections.nCopies(threads, worker))) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException(archive + ": " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private void work(Path target, AtomicInteger next, AtomicLong done, LongConsumer written)
      throws IOException, InterruptedException {
    try (ZipFile zip = open()) {
      List<ZipArchiveEntry> entries = listing(zip);
      for (int i = next.getAndIncrement(); i < entries.size(); i = next.getAndIncrement()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        ZipArchiveEntry entry = entries.get(i);
        try {
          unpack(zip, entry, target.resolve(entry.getName().substring(folder.length() + 1)));
        } catch (UnsafeArchiveException e) {
          throw e;
        } catch (IOException e) {
          throw new UnsafeArchiveException(
              "%s: cannot unpack entry %s (%s)".formatted(archive, entry.getName(), e), e);
        }
        written.accept(done.addAndGet(entry.getSize()));
      }
    }
  }

  private void unpack(ZipFile zip, ZipArchiveEntry entry, Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) == entry.getSize() && matches(file, entry)) {
      return;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(temporary);
    CRC32 checksum = new CRC32();
    long length = 0;
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(temporary)) {
      byte[] buffer = new byte[1 << 16];
      // the size in the entry's header may be false
      for (int n = 0; n >= 0 && length <= entry.getSize(); n = in.read(buffer)) {
        length += n;
        checksum.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    if (length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      Files.deleteIfExists(temporary);
      throw new UnsafeArchiveException(
          "%s: entry %s does not match its size or checksum".formatted(archive, entry.getName()));
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean matches(Path file, ZipArchiveEntry entry) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue() == entry.getCrc();
  }

  private ZipFile open() throws IOException {
    try {
      return ZipFile.builder().setPath(archive).get();
    } catch (IOException e) {
      throw new UnsafeArchiveException("%s: is not a ZIP archive (%s)".formatted(archive, e), e);
    }
  }

  private List<ZipArchiveEntry> listing(ZipFile zip) throws IOException {
    return new ArchiveListing(archive, folder, limits, nested).of(zip);
  }
}
