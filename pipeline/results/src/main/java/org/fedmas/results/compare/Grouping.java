package org.fedmas.results.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.record.RunRecord;

/** The ways to put runs into rows. */
public enum Grouping {
  /** Runs that differ in the training seed alone are one row. */
  BY_SEED("-seed-?[0-9]+$", "seed"),
  /** Runs that differ in fold and training seed alone are one row. */
  BY_FOLD_AND_SEED("(-fold[0-9]+)?(-seed-?[0-9]+)?$", "fold", "seed");

  private final String ending;
  private final List<String> varied;

  Grouping(String ending, String... varied) {
    this.ending = ending;
    this.varied = List.of(varied);
  }

  /**
   * Returns the rows of some runs, in the order of their first runs. Two runs of equal
   * configuration, fold and seed are never in one row, since they are not two draws.
   *
   * @throws ConfigException without runs, and for a run that is given twice
   */
  public List<Method> rows(List<RunEntry> entries) {
    requireDistinct(entries);
    Map<String, List<RunEntry>> rows = new LinkedHashMap<>();
    Map<String, Integer> seen = new TreeMap<>();
    for (RunEntry entry : entries) {
      String row = row(entry);
      int again = seen.merge(row + " " + place(entry), 1, Integer::sum);
      rows.computeIfAbsent(row + " " + again, key -> new ArrayList<>()).add(entry);
    }
    List<Method> methods = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (List<RunEntry> runs : rows.values()) {
      String name = name(runs);
      methods.add(Method.of(names.add(name) ? name : runs.get(0).name(), runs));
    }
    return methods;
  }

  private static void requireDistinct(List<RunEntry> entries) {
    if (entries.isEmpty()) {
      throw new ConfigException("cannot make a table: found no runs, expected at least one");
    }
    Set<String> names = new HashSet<>();
    for (RunEntry entry : entries) {
      if (!names.add(entry.name())) {
        throw new ConfigException(
            "run %s: found twice, expected each run once".formatted(entry.name()));
      }
    }
  }

  private String row(RunEntry entry) {
    String method = entry.method();
    RunRecord record = entry.record();
    if (method != null) {
      return "method " + method;
    }
    if (record == null) {
      return "run " + entry.name();
    }
    Map<String, JsonNode> keys = new TreeMap<>(Config.of(record.config()).values());
    varied.forEach(keys::remove);
    return "configuration " + new Config(keys).json();
  }

  private static String place(RunEntry entry) {
    RunRecord record = entry.record();
    return record == null
        ? entry.name()
        : record.config().path("fold") + " " + record.config().path("seed");
  }

  private String name(List<RunEntry> runs) {
    String method = runs.get(0).method();
    if (method != null) {
      return method;
    }
    List<String> names = runs.stream().map(RunEntry::name).toList();
    List<String> shortened =
        names.stream().map(name -> name.replaceFirst(ending, "")).distinct().toList();
    boolean one = shortened.size() == 1 && !shortened.get(0).isEmpty();
    boolean whole = this == BY_SEED && runs.size() == 1;
    return one && !whole ? shortened.get(0) : names.get(0);
  }
}
