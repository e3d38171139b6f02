package org.fedmas.inputs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;

/** What could not be fetched, and how people get it without this program. */
final class FetchFailures {

  private record Failure(DataSource source, String reason) {}

  private final List<Failure> failures = new ArrayList<>();

  synchronized void add(DataSource source, String reason) {
    failures.add(new Failure(source, reason));
  }

  /**
   * Ends the fetch.
   *
   * @param wanted how many sources were asked for
   * @throws MissingInputException with every failure and the steps by hand, if there is any
   */
  synchronized void throwIfAny(Path data, int wanted) {
    if (failures.isEmpty()) {
      return;
    }
    StringBuilder text =
        new StringBuilder(failures.size() + " of " + wanted + " inputs could not be fetched:\n");
    for (Failure failure : failures) {
      text.append("  ").append(failure.source().name()).append(": ");
      text.append(failure.reason()).append('\n');
    }
    text.append("what has arrived is kept, the same command goes on with it; by hand:\n");
    for (Failure failure : failures) {
      text.append("  ").append(steps(failure.source(), data)).append('\n');
    }
    text.append("  then see what is there: fedmas data check --data ").append(data);
    throw new MissingInputException(text.toString());
  }

  /** How people get a source with a browser. */
  static String steps(DataSource source, Path data) {
    String download = "download " + source.address() + " as " + source.download(data);
    return source.archive().isEmpty()
        ? download
        : download + " (fedmas data fetch unpacks it), or unpack it to " + source.place(data) + "/";
  }
}
