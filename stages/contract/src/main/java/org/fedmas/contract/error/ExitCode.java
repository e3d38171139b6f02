package org.fedmas.contract.error;

import java.util.Arrays;

/** The exit codes of the command line. */
public enum ExitCode {
  /** The command did its work. */
  DONE(0),
  /** An error that is a fault of fedmas. */
  UNEXPECTED(1),
  /** A command line or configuration that cannot be used. */
  USAGE(2),
  /** An input that is absent or unusable. */
  MISSING_INPUT(3),
  /** An artifact whose bytes differ from its manifest. */
  CORRUPT_ARTIFACT(4),
  /** A unit that could not be computed. */
  UNIT_FAILED(5),
  /** A lock that another process holds. */
  LOCKED(6),
  /** A stop by SIGINT. */
  INTERRUPTED(130),
  /** A stop by SIGTERM. */
  TERMINATED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the number that the process ends with. */
  public int code() {
    return code;
  }

  /** Returns the exit code of a number; {@link #UNEXPECTED} for an unknown one. */
  public static ExitCode of(int code) {
    return Arrays.stream(values()).filter(one -> one.code == code).findFirst().orElse(UNEXPECTED);
  }
}
