package org.fedmas.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Licences of published inputs; an input is fetched only after its licences are accepted. */
public enum Licence {
  /** Licence of the images and tables of the challenge. */
  ISIC_2019("ISIC 2019 training set: CC BY-NC 4.0"),
  /** Licence of the table of cameras. */
  HAM10000("HAM10000 metadata: terms of its Dataverse page"),
  /** Licence of the official split. */
  FLAMBY("FLamby's train_test_split: MIT"),
  /** Licence of the weights of the auxiliary network. */
  MOCO_V2("MoCo v2 weights: CC BY-NC 4.0, to our knowledge"),
  /** Licence of DINO's weights. */
  DINO("DINO weights: Apache 2.0"),
  /** Licence of DINOv2's weights. */
  DINOV2("DINOv2 weights: Apache 2.0"),
  /** Licence of CLIP's weights. */
  CLIP("CLIP weights: MIT; their model card puts deployment out of scope"),
  /** Licence of the images and splits of HyperKvasir. */
  HYPER_KVASIR("HyperKvasir: CC BY 4.0; its authors ask for permission in commercial use"),
  /** Licence of the initial weights. */
  TORCHVISION("torchvision weights: BSD 3-Clause; ImageNet's terms");

  private final String title;

  Licence(String title) {
    this.title = title;
  }

  /** Returns the name of the licence, on one line. */
  public String title() {
    return title;
  }

  /** Returns a summary of the terms and a link to the authoritative text. */
  public String text() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    try (InputStream in = Licence.class.getResourceAsStream("licence/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar file lacks the licence text " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
