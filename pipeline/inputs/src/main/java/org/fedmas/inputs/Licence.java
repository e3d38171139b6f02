package org.fedmas.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Terms under which others publish inputs; nothing is fetched before they are accepted. */
public enum Licence {
  /** Images and tables of the challenge. */
  ISIC_2019("ISIC 2019 training set: CC BY-NC 4.0"),
  /** The table that names the cameras. */
  HAM10000("HAM10000 metadata: terms of its Dataverse page"),
  /** The official split. */
  FLAMBY("FLamby's train_test_split: MIT"),
  /** The auxiliary network. */
  MOCO_V2("MoCo v2 weights: CC BY-NC 4.0, to our knowledge"),
  /** Start values. */
  TORCHVISION("torchvision weights: BSD 3-Clause; ImageNet's terms");

  private final String title;

  Licence(String title) {
    this.title = title;
  }

  /** Returns one line. */
  public String title() {
    return title;
  }

  /** What it asks for, and where the text that counts is. */
  public String text() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    try (InputStream in = Licence.class.getResourceAsStream("licence/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
