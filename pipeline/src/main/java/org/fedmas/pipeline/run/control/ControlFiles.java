package org.fedmas.pipeline.run.control;

import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.UnitKey;

/** The file names of a run's control folder; no other class knows them. */
final class ControlFiles {

  /** Written at every start of a run, with different content; see {@link #STOPPED}. */
  static final String DRIVER = "driver";

  /** The content of {@link #DRIVER} after a request to stop. */
  static final String STOPPED = "stopped";

  static final String STOP = "stop";
  static final String LOCK_WAIT = "unit-wait";
  static final String NOTES = "notes";
  static final String PINS = "pins";

  /** Holds, for each unit, the workers that are to leave the unit to others. */
  private static final String EXCLUDED = "avoid";

  private ControlFiles() {}

  /** Returns the folders of the control channel. */
  static List<String> folders() {
    return Stream.concat(
            Stream.of(NOTES, EXCLUDED), Stream.of(UnitStatus.values()).map(ControlFiles::folder))
        .toList();
  }

  /** Returns the folder with one file for each unit of that status. */
  static String folder(UnitStatus status) {
    return switch (status) {
      case RUNNING -> "live";
      case COMPUTED -> "made";
      case REUSED -> "found";
      case FAILED -> "failed";
    };
  }

  /** Returns the file that exists while a unit has that status. */
  static String of(UnitStatus status, UnitKey unit) {
    return of(status, unit.toString());
  }

  /** Returns the file that exists while a unit, given as text, has that status. */
  static String of(UnitStatus status, String unit) {
    return folder(status) + "/" + file(unit);
  }

  /** Returns the file that lists the workers excluded from a unit. */
  static String excludedWorkers(String unit) {
    return EXCLUDED + "/" + file(unit);
  }

  private static String file(String unit) {
    return unit.replace('/', '_') + ".json";
  }
}
