package org.fedmas.preprocess.similar;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups of pictures. Two pictures belong to one group if their perceptual hashes are near each
 * other, or if a chain of such pairs connects them.
 */
public final class SimilarPictures {

  private SimilarPictures() {}

  /**
   * Returns the group of each picture: the first id of its members. A picture without a similar
   * one, or one that cannot be decoded, is a group of its own.
   *
   * @param pictures files by image id; each is decoded once, on all processors
   */
  public static Map<String, String> groups(SortedMap<String, Path> pictures) {
    return groups(pictures, PictureHashes.ofMachine());
  }

  static Map<String, String> groups(SortedMap<String, Path> pictures, PictureHashes hashes) {
    List<String> ids = List.copyOf(pictures.keySet());
    List<Optional<PictureHash>> found =
        List.copyOf(pictures.values()).parallelStream().map(hashes::of).toList();
    hashes.save();
    Map<String, PictureHash> known = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      found.get(i).ifPresent(hash -> known.put(id, hash));
    }
    return connected(ids, known);
  }

  /** Connects every pair of near pictures; the smaller position leads a group. */
  private static Map<String, String> connected(List<String> ids, Map<String, PictureHash> known) {
    int[] leader = new int[ids.size()];
    for (int i = 0; i < leader.length; i++) {
      leader[i] = i;
      PictureHash hash = known.get(ids.get(i));
      for (int j = 0; j < i && hash != null; j++) {
        PictureHash earlier = known.get(ids.get(j));
        if (earlier != null && hash.isNear(earlier)) {
          int one = leader(leader, i);
          int other = leader(leader, j);
          leader[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
    Map<String, String> groups = new TreeMap<>();
    for (int i = 0; i < leader.length; i++) {
      groups.put(ids.get(i), ids.get(leader(leader, i)));
    }
    return groups;
  }

  private static int leader(int[] leader, int picture) {
    int at = picture;
    while (leader[at] != at) {
      leader[at] = leader[leader[at]];
      at = leader[at];
    }
    return at;
  }
}
