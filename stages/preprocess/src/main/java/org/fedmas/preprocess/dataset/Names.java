package org.fedmas.preprocess.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.MissingInputException;

/**
 * The names of classes or clients with their numbers, under the {@link NameRule}.
 *
 * @param list in order of number
 * @param numbers name → index in the list
 */
record Names(List<String> list, Map<String, Integer> numbers) {

  /** Creates numbers for names in the given order. */
  static Names of(List<String> list) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : list) {
      numbers.put(NameRule.normal(name), numbers.size());
    }
    return new Names(list.stream().map(NameRule::normal).toList(), Map.copyOf(numbers));
  }

  /** Creates numbers for names in their own order: by value if all are numbers, else by text. */
  static Names sorted(Collection<String> names) {
    boolean numeric = names.stream().allMatch(name -> NameRule.number(name).isPresent());
    Comparator<String> order =
        numeric
            ? Comparator.comparing((String name) -> NameRule.number(name).orElse(BigDecimal.ZERO))
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    return of(names.stream().map(NameRule::normal).distinct().sorted(order).toList());
  }

  /**
   * Requires that names can be decoded and told apart.
   *
   * @param where the data set, for messages
   * @param kind classes or clients
   * @param found names as written, and the place of each
   * @throws MissingInputException with all names that are wrong
   */
  static void require(String where, String kind, Map<String, String> found) {
    Map<String, List<String>> alike = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, String> name : new TreeMap<>(found).entrySet()) {
      String shown = NameRule.shown(name.getKey()) + " (" + name.getValue() + ")";
      alike.computeIfAbsent(NameRule.likeness(name.getKey()), key -> new ArrayList<>()).add(shown);
      if (!NameRule.isDecoded(name.getKey())) {
        lost.add(shown);
      }
    }
    if (!lost.isEmpty()) {
      throw new MissingInputException(
          "%s: found %s whose characters were lost: %s; expected UTF-8. Write them again"
              .formatted(where, kind, String.join(", ", lost)));
    }
    List<String> groups =
        alike.values().stream()
            .filter(group -> group.size() > 1)
            .map(group -> String.join(" and ", group))
            .toList();
    if (!groups.isEmpty()) {
      throw new MissingInputException(
          """
          %s: found %s whose names differ only in case, white space, Unicode form or the writing \
          of a number: %s; expected names that people can tell apart. Rename all but one of each"""
              .formatted(where, kind, String.join("; ", groups)));
    }
  }

  int number(String name) {
    return numbers.getOrDefault(NameRule.normal(name), -1);
  }
}
