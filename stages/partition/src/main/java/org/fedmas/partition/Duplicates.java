package org.fedmas.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The treatment of images whose files hold equal bytes. Images leave the partition after it is
 * drawn, so that all others keep the client and the part that they have without this rule.
 */
public enum Duplicates implements Named.EnumConstant {
  /** Keeps all of them. */
  KEEP,
  /**
   * Drops every copy of a picture that occurs with different labels, of which none can be trusted.
   */
  DROP_CONTRADICTING,
  /**
   * Drops those too, and keeps one copy of every other picture. A copy in the test part stays
   * before one in the validation part, and that before a training image: the test part is the one
   * that published scores share. Of copies in one part, the one with the first name stays.
   */
  DROP;

  /** The key. */
  public static final String KEY = "dataset.duplicates";

  private static final Comparator<PartitionRow> FIRST =
      Comparator.comparing(PartitionRow::part).reversed().thenComparing(PartitionRow::imageId);

  /** Reads the key. */
  public static Duplicates read(ConfigReader reader) {
    return Choice.of(KEY, KEEP.id(), values()).read(reader.added());
  }

  /**
   * Returns the rows that stay, in their order.
   *
   * @param digests the digest of the file of an image, by name
   */
  List<PartitionRow> kept(List<PartitionRow> rows, Function<String, Digest> digests) {
    if (this == KEEP) {
      return rows;
    }
    Map<Digest, List<PartitionRow>> pictures = new LinkedHashMap<>();
    for (PartitionRow row : rows) {
      pictures.computeIfAbsent(digests.apply(row.imageId()), digest -> new ArrayList<>(1)).add(row);
    }
    Set<PartitionRow> dropped = new HashSet<>();
    for (List<PartitionRow> copies : pictures.values()) {
      if (copies.stream().map(PartitionRow::label).distinct().count() > 1) {
        dropped.addAll(copies);
      } else if (this == DROP && copies.size() > 1) {
        dropped.addAll(copies);
        dropped.remove(copies.stream().min(FIRST).orElseThrow());
      }
    }
    return rows.stream().filter(row -> !dropped.contains(row)).toList();
  }
}
