package org.fedmas.preprocess.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The six centres of FLamby's federated ISIC 2019. */
enum Centre {
  BCN(0, "BCN"),
  HAM_VIDIR_MOLEMAX(1, "HAM_vidir_molemax"),
  HAM_VIDIR_MODERN(2, "HAM_vidir_modern"),
  HAM_ROSENDAHL(3, "HAM_rosendahl"),
  MSK(4, "MSK"),
  HAM_VIENNA_DIAS(5, "HAM_vienna_dias");

  private final int id;
  private final String label;

  Centre(int id, String label) {
    this.id = id;
    this.label = label;
  }

  int id() {
    return id;
  }

  static List<Client> clients() {
    return Arrays.stream(values()).map(c -> new Client(c.id, c.label)).toList();
  }

  /** Returns the centre of HAM10000 that contributed an image, by its cell in column "dataset". */
  static Optional<Centre> ofHam10000(String dataset) {
    return Arrays.stream(values()).filter(c -> c.label.equals("HAM_" + dataset)).findFirst();
  }
}
