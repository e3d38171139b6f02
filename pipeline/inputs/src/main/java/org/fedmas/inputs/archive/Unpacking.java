package org.fedmas.inputs.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks a ZIP archive of one flat folder. Every entry is looked at before the first is unpacked;
 * every file is compared with its checksum and appears under its name only when it is whole, so an
 * interrupted unpacking goes on with the files that are missing.
 */
public final class Unpacking {

  private final Path archive;
  private final String folder;
  private final ArchiveLimits limits;

  /**
   * Creates an archive to unpack.
   *
   * @param folder the one folder inside the archive, whose files are wanted
   */
  public Unpacking(Path archive, String folder, ArchiveLimits limits) {
    this.archive = archive;
    this.folder = folder;
    this.limits = limits;
  }

  /** Bytes that its files take when unpacked. */
  public long bytes() throws IOException {
    try (ZipFile zip = open()) {
      return listing(zip).stream().mapToLong(ZipArchiveEntry::getSize).sum();
    }
  }

  /** How many of its files have such a name. */
  public int files(String suffix) throws IOException {
    try (ZipFile zip = open()) {
      return (int) listing(zip).stream().filter(entry -> entry.getName().endsWith(suffix)).count();
    }
  }

  /**
   * Unpacks what is missing.
   *
   * @param target folder to fill; made if it is not there, and no link
   * @param threads how many files at once
   * @param written told how many bytes are done
   * @throws UnsafeArchiveException if the archive is damaged or not what it should be
   */
  public void into(Path target, int threads, LongConsumer written)
      throws IOException, InterruptedException {
    if (Files.isSymbolicLink(target)) {
      throw new UnsafeArchiveException(target + ": is a symbolic link; expected a folder");
    }
    Files.createDirectories(target);
    AtomicInteger next = new AtomicInteger();
    AtomicLong done = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  work(target, next, done, written);
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(archive + ": " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
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
              archive + ": entry " + entry.getName() + " cannot be unpacked (" + e + ")", e);
        }
        written.accept(done.addAndGet(entry.getSize()));
      }
    }
  }

  private void unpack(ZipFile zip, ZipArchiveEntry entry, Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) == entry.getSize() && matches(file, entry)) {
      return;
    }
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(temporary);
    CRC32 checksum = new CRC32();
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(temporary)) {
      byte[] buffer = new byte[1 << 16];
      long length = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
        // the entry's header may lie about its size
        if (length > entry.getSize()) {
          throw damaged(entry, "more than the " + entry.getSize() + " bytes that it announces");
        }
        checksum.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
      if (length != entry.getSize()) {
        throw damaged(entry, length + " bytes instead of " + entry.getSize());
      }
    }
    if (checksum.getValue() != entry.getCrc()) {
      Files.deleteIfExists(temporary);
      throw damaged(entry, "bytes that do not match their checksum");
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private UnsafeArchiveException damaged(ZipArchiveEntry entry, String what) {
    return new UnsafeArchiveException(archive + ": entry " + entry.getName() + " has " + what);
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
      throw new UnsafeArchiveException(archive + ": is no ZIP archive (" + e + ")", e);
    }
  }

  private List<ZipArchiveEntry> listing(ZipFile zip) throws IOException {
    return ArchiveListing.of(archive, zip, folder, Files.size(archive), limits);
  }
}
