package org.fedmas.pipeline.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.fedmas.contract.error.LockedException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time work on a run of that name. The operating system holds the lock, so it
 * is free the moment its holder ends, however it ends; the file's text only tells who holds it.
 */
public final class RunLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @param wait how long to wait for another process; null for ever
   * @param notice told once, if waiting is needed, who holds it
   * @throws LockedException if the wait ran out
   */
  public static RunLock take(Path runFolder, @Nullable Duration wait, Consumer<String> notice)
      throws IOException, InterruptedException {
    Files.createDirectories(runFolder);
    Path file = runFolder.resolve(".lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long start = System.nanoTime();
    boolean noticed = false;
    while (true) {
      FileLock lock = attempt(channel);
      if (lock != null) {
        describe(channel);
        return new RunLock(channel, lock);
      }
      if (!noticed) {
        notice.accept(
            "waiting for " + holder(file) + ", which works on " + runFolder.getFileName());
        noticed = true;
      }
      if (wait != null && System.nanoTime() - start >= wait.toNanos()) {
        channel.close();
        throw new LockedException(
            "run "
                + runFolder.getFileName()
                + " is held by "
                + holder(file)
                + "; wait for it with --lock-wait SECONDS, or choose another --run NAME");
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }

  private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void describe(FileChannel channel) throws IOException {
    String text =
        "process " + ProcessHandle.current().pid() + " since " + Instant.now().toString() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(true);
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "another process" : text;
  }
}
