package org.fedmas.inputs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;

/** The sources that could not be fetched, and the steps to download them by hand. */
final class FetchFailures {

  private final Map<DataSource, String> failures = new LinkedHashMap<>();

  synchronized void add(DataSource source, String reason) {
    failures.put(source, reason);
  }

  /**
   * Throws one exception for all failures.
   *
   * @param wanted number of sources to fetch
   * @throws MissingInputException with every failure and the steps by hand, if a source failed
   */
  synchronized void throwIfAny(Path data, int wanted) {
    if (failures.isEmpty()) {
      return;
    }
    StringBuilder reasons = new StringBuilder();
    StringBuilder steps = new StringBuilder();
    failures.forEach(
        (source, reason) -> {
          reasons.append("  %s: %s\n".formatted(source.name(), reason));
          steps.append("  %s\n".formatted(steps(source, data)));
        });
    throw new MissingInputException(
        """
        %s of %s inputs could not be fetched:
        %spartial downloads are kept: repeat the command to resume, or download manually:
        %s  then check the folder: fedmas data check --data %s"""
            .formatted(failures.size(), wanted, reasons, steps, data));
  }

  /** Returns the steps to get a source with a browser. */
  private static String steps(DataSource source, Path data) {
    String download = "download %s as %s".formatted(source.address(), source.download(data));
    return source.archive().isEmpty()
        ? download
        : "%s (fedmas data fetch unpacks it), or unpack it to %s/"
            .formatted(download, source.place(data));
  }
}
