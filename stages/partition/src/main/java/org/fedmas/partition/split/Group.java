package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.random.RandomKey;

/**
 * Images that stay together: all images of one lesion, or a single image without a known lesion.
 *
 * @param members at least one image, in the original order
 */
public record Group(List<LabelledImage> members) {

  public Group {
    members = List.copyOf(members);
  }

  /** Returns the groups of some images, in the order of their first members. */
  public static List<Group> of(Collection<LabelledImage> images) {
    List<List<LabelledImage>> groups = new ArrayList<>();
    TreeMap<String, List<LabelledImage>> named = new TreeMap<>();
    for (LabelledImage image : images) {
      String name = image.group();
      List<LabelledImage> group =
          name == null ? new ArrayList<>() : named.computeIfAbsent(name, n -> new ArrayList<>());
      if (group.isEmpty()) {
        groups.add(group);
      }
      group.add(image);
    }
    return groups.stream().map(Group::new).toList();
  }

  /** Returns a list in an order that depends only on the key and the length. */
  public static <T> List<T> shuffled(List<T> list, RandomKey key) {
    return IntStream.of(key.stream().permutation(list.size())).<T>mapToObj(list::get).toList();
  }

  public int size() {
    return members.size();
  }

  /** Returns the class of the first image; images of one lesion agree unless a label is wrong. */
  public int label() {
    return members.get(0).label();
  }
}
