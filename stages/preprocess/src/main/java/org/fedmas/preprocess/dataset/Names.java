package org.fedmas.preprocess.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of classes or clients and their numbers.
 *
 * @param list in order of number
 * @param numbers name → index in the list
 */
record Names(List<String> list, Map<String, Integer> numbers) {

  private static final String NUMBER = "[0-9]{1,9}";

  /** Creates numbers for names in the given order. */
  static Names of(List<String> list) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : list) {
      numbers.put(name, numbers.size());
    }
    return new Names(List.copyOf(list), Map.copyOf(numbers));
  }

  /** Creates numbers for names in their own order: by value if all are numbers, else by text. */
  static Names sorted(Collection<String> names) {
    boolean numeric = names.stream().allMatch(name -> name.matches(NUMBER));
    Comparator<String> order =
        numeric
            ? Comparator.<String>comparingInt(Integer::parseInt)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    return of(names.stream().distinct().sorted(order).toList());
  }

  int number(String name) {
    return numbers.getOrDefault(name, -1);
  }
}
