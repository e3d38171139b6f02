package org.fedmas.store.file;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of one process on one machine between two reboots. The identity distinguishes files
 * of dead processes from files that a living process still uses.
 *
 * @param host the machine's name
 * @param boot a word that changes with every reboot; 0 if the platform does not provide one
 * @param pid process id
 * @param started start time of the process, in units of the platform; 0 if unknown. On Linux, ticks
 *     since the boot, which do not depend on the clock
 */
public record Owner(String host, String boot, long pid, long started) {

  /** The state of a process, as seen from this machine. */
  public enum Life {
    ALIVE,
    DEAD,
    /** The process runs on another machine. */
    ELSEWHERE
  }

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Pattern TOKEN =
      Pattern.compile("~([A-Za-z0-9.-]{1,60})_([0-9a-z]{1,8})_(\\d{1,10})_(\\d{1,18})-\\d+$");
  private static final Owner CURRENT =
      new Owner(
          hostName(), bootId(), ProcessHandle.current().pid(), start(ProcessHandle.current()));

  /** Returns the identity of this process. */
  public static Owner current() {
    return CURRENT;
  }

  /**
   * Returns a file name suffix that is unique to this process.
   *
   * @param number the file's number within this process
   */
  String suffix(long number) {
    return "~" + host + "_" + boot + "_" + pid + "_" + started + "-" + number;
  }

  /** Returns the process named by the suffix of a file name; empty without such a suffix. */
  public static Optional<Owner> inName(String name) {
    Matcher found = TOKEN.matcher(name);
    return found.find()
        ? Optional.of(
            new Owner(
                found.group(1),
                found.group(2),
                Long.parseLong(found.group(3)),
                Long.parseLong(found.group(4))))
        : Optional.empty();
  }

  /** Returns whether the owner process is alive (guards against reused process ids). */
  public Life life() {
    if (!host.equals(CURRENT.host)) {
      return Life.ELSEWHERE;
    }
    if (!boot.equals(CURRENT.boot)) {
      return Life.DEAD;
    }
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && start(process) == started)
        .map(process -> Life.ALIVE)
        .orElse(Life.DEAD);
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }

  private static String hostName() {
    String name;
    try {
      name = Files.exists(HOST_NAME) ? Files.readString(HOST_NAME) : "";
      name = name.isBlank() ? InetAddress.getLocalHost().getHostName() : name;
    } catch (IOException e) {
      name = "localhost";
    }
    String plain = name.strip().replaceAll("[^A-Za-z0-9.-]", "");
    return plain.isEmpty() ? "localhost" : plain.substring(0, Math.min(60, plain.length()));
  }

  private static String bootId() {
    try {
      return Files.readString(BOOT_ID).replace("-", "").substring(0, 8);
    } catch (IOException | StringIndexOutOfBoundsException e) {
      return "0";
    }
  }

  private static long start(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      // the second field is the command in parentheses and may hold blanks; the start is the 22nd
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[19]);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    }
  }
}
