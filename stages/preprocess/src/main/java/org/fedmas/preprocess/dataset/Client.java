package org.fedmas.preprocess.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One place whose images do not leave it, such as a hospital.
 *
 * @param id 0…K−1
 * @param name as shown in reports
 */
public record Client(int id, String name) {

  /** Returns clients of these names, numbered in their order. */
  static List<Client> numbered(List<String> names) {
    return IntStream.range(0, names.size()).mapToObj(id -> new Client(id, names.get(id))).toList();
  }
}
