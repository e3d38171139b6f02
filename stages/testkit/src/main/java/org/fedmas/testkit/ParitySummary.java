package org.fedmas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The summary of the cases that {@link Parity} logged, per golden file and in total. */
public final class ParitySummary {

  private record Case(String file, String name, double deviation, double tolerance) {

    static Case parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Case(
          cells[0], cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
    }

    boolean failed() {
      return !(deviation <= tolerance);
    }

    /** Returns the deviation in units of the tolerance. */
    double share() {
      return deviation == 0 ? 0 : deviation / tolerance;
    }

    String text() {
      return String.format(
          Locale.ROOT, "%.3g of its tolerance %.3g in %s %s", share(), tolerance, file, name);
    }
  }

  private ParitySummary() {}

  /** Prints the summary of a log; exits with code 1 if a case failed or none ran. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      Case one = Case.parse(line);
      cases.merge(one.file + "\t" + one.name, one, (a, b) -> a.share() >= b.share() ? a : b);
    }
    Map<String, List<Case>> byFile =
        cases.values().stream()
            .collect(Collectors.groupingBy(Case::file, TreeMap::new, Collectors.toList()));
    byFile.forEach(
        (file, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-26s %5d cases, %d failed, worst %s%n",
                file,
                all.size(),
                all.stream().filter(Case::failed).count(),
                worst(all).text()));
    List<Case> all = List.copyOf(cases.values());
    long failed = all.stream().filter(Case::failed).count();
    System.out.printf(
        Locale.ROOT,
        "parity: %d cases, %d failed, worst %s%n",
        all.size(),
        failed,
        all.isEmpty() ? "none" : worst(all).text());
    if (failed > 0 || all.isEmpty()) {
      System.exit(1);
    }
  }

  private static Case worst(List<Case> cases) {
    return cases.stream().max(Comparator.comparingDouble(Case::share)).orElseThrow();
  }
}
