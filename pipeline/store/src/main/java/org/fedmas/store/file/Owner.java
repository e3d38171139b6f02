package org.fedmas.store.file;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process on one machine between two reboots, so that what it leaves behind can be told from
 * what a living process still uses.
 *
 * @param host the machine's name
 * @param boot changes with every reboot; 0 where the platform does not tell
 * @param pid process id
 * @param started when the process started, in the platform's own count; 0 where it does not tell.
 *     On Linux ticks since the boot, which no change of the clock moves
 */
public record Owner(String host, String boot, long pid, long started) {

  /** What can be said about a process from here. */
  public enum Life {
    ALIVE,
    DEAD,
    /** It runs on another machine. */
    ELSEWHERE
  }

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Pattern TOKEN =
      Pattern.compile("~([A-Za-z0-9.-]{1,60})_([0-9a-z]{1,8})_(\\d{1,10})_(\\d{1,18})-\\d+$");
  private static final Owner CURRENT =
      new Owner(
          hostName(), bootId(), ProcessHandle.current().pid(), start(ProcessHandle.current()));

  /** This process. */
  public static Owner current() {
    return CURRENT;
  }

  /**
   * Returns the end of a file name that is this process's own.
   *
   * @param number of the file among those of this process
   */
  String suffix(long number) {
    return "~" + host + "_" + boot + "_" + pid + "_" + started + "-" + number;
  }

  /** Returns the process whose suffix a file name ends with; empty if it has none. */
  public static Optional<Owner> inName(String name) {
    Matcher found = TOKEN.matcher(name);
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(
            found.group(1),
            found.group(2),
            Long.parseLong(found.group(3)),
            Long.parseLong(found.group(4))));
  }

  /** Returns whether it runs: a process id that another process has by now is not taken for it. */
  public Life life() {
    if (!host.equals(CURRENT.host)) {
      return Life.ELSEWHERE;
    }
    if (!boot.equals(CURRENT.boot)) {
      return Life.DEAD;
    }
    return ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> start(process) == started)
            .isPresent()
        ? Life.ALIVE
        : Life.DEAD;
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
