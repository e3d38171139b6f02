package org.fedmas.tables.summary;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.contract.Digest;

/**
 * The auxiliary network of an artifact's features.
 *
 * @param network its configured name
 * @param features their width, D
 * @param digest SHA-256 over its parameters and normalisation statistics
 */
public record AuxiliarySummary(String network, int features, Digest digest) {

  private static final String FILE = "auxiliary.json";

  /** Writes it into an artifact's folder. */
  public void write(Path folder) throws IOException {
    SummaryFile.write(folder.resolve(FILE), this);
  }

  /** Reads it from an artifact's folder. */
  public static AuxiliarySummary read(Path folder) throws IOException {
    return SummaryFile.read(folder.resolve(FILE), AuxiliarySummary.class);
  }
}
