package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.random.RandomKey;

/**
 * Images that stay together: those of one lesion, or a single image of which no lesion is known.
 *
 * @param members at least one, in the order of the list that they come from
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
      List<LabelledImage> group = name == null ? null : named.get(name);
      if (group == null) {
        group = new ArrayList<>();
        groups.add(group);
        if (name != null) {
          named.put(name, group);
        }
      }
      group.add(image);
    }
    return groups.stream().map(Group::new).toList();
  }

  /** These groups in an order that only the key and their number decide. */
  public static List<Group> shuffled(List<Group> groups, RandomKey key) {
    List<Group> shuffled = new ArrayList<>();
    for (int i : key.stream().permutation(groups.size())) {
      shuffled.add(groups.get(i));
    }
    return shuffled;
  }

  /** How many images. */
  public int size() {
    return members.size();
  }

  /** Returns the class of its first image; images of one lesion agree unless a label is wrong. */
  public int label() {
    return members.get(0).label();
  }
}
