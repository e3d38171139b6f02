package org.fedmas.inputs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fedmas.contract.error.MissingInputException;

/** The sources that could not be fetched, and the steps to download them by hand. */
final class FetchFailures {

  private record Failure(DataSource source, String reason) {}

  private final List<Failure> failures = new ArrayList<>();

  synchronized void add(DataSource source, String reason) {
    failures.add(new Failure(source, reason));
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
    String reasons =
        failures.stream()
            .map(failure -> "  %s: %s\n".formatted(failure.source().name(), failure.reason()))
            .collect(Collectors.joining());
    String steps =
        failures.stream()
            .map(failure -> "  " + steps(failure.source(), data) + "\n")
            .collect(Collectors.joining());
    throw new MissingInputException(
        """
        %d of %d inputs could not be fetched:
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
