package org.fedmas.tables.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The order of an enum's hash set differs between processes, so equal bytes have to be shown across
 * processes, not within one.
 */
class FooterOrderTest {

  /** Writes the table that the argument names; run in processes of their own. */
  public static void main(String[] arguments) throws IOException {
    List<PartitionRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(new PartitionRow("image-" + i, i % 6, i % 8, Part.values()[i % 3]));
    }
    PartitionTable.write(Path.of(arguments[0]), rows);
  }

  @Test
  void severalProcessesWriteTheSameBytes(@TempDir Path folder) throws Exception {
    Set<Digest> digests = new TreeSet<>();
    for (int process = 0; process < 4; process++) {
      Path file = folder.resolve(process + ".parquet");
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // every process shall have its own identity hash codes
                  "-XX:+UnlockExperimentalVMOptions",
                  "-XX:hashCode=" + process,
                  "-cp",
                  System.getProperty("java.class.path"),
                  FooterOrderTest.class.getName(),
                  file.toString())
              .inheritIO()
              .start();
      assertThat(java.waitFor()).isZero();
      digests.add(Digest.of(file));
    }
    assertThat(digests).hasSize(1);
  }
}
