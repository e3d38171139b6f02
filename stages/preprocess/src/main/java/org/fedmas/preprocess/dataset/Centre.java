package org.fedmas.preprocess.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The six centres of FLamby's federated ISIC 2019; a centre's client id is its ordinal. */
enum Centre {
  BCN("BCN"),
  HAM_VIDIR_MOLEMAX("HAM_vidir_molemax"),
  HAM_VIDIR_MODERN("HAM_vidir_modern"),
  HAM_ROSENDAHL("HAM_rosendahl"),
  MSK("MSK"),
  HAM_VIENNA_DIAS("HAM_vienna_dias");

  private final String label;

  Centre(String label) {
    this.label = label;
  }

  static List<Client> clients() {
    return Arrays.stream(values()).map(c -> new Client(c.ordinal(), c.label)).toList();
  }

  /** The centre of HAM10000 that contributed an image, by the word of its column "dataset". */
  static Optional<Centre> ofHam10000(String dataset) {
    return Arrays.stream(values()).filter(c -> c.label.equals("HAM_" + dataset)).findFirst();
  }
}
