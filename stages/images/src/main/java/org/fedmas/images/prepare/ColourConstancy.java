package org.fedmas.images.prepare;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.images.RgbImage;

/** The removal of the light's colour from a picture (shades of grey, power 6). */
public enum ColourConstancy implements Named.EnumConstant {

  /** Colours as stored. */
  OFF,

  /** Corrected; values above 255 become 255. */
  CLIP,

  /** Corrected as published: values above 255 keep their low 8 bits, so the brightest turn dark. */
  WRAP;

  static Choice<ColourConstancy> choice() {
    return Choice.of("image.colour-constancy", OFF.id(), values());
  }

  /** Returns the corrected picture; the same object when off. */
  public RgbImage apply(RgbImage image) {
    if (this == OFF) {
      return image;
    }
    ShadesOfGrey light = new ShadesOfGrey(image);
    byte[][] table = new byte[RgbImage.CHANNELS][256];
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      for (int v = 0; v < 256; v++) {
        int corrected = light.corrected(c, v);
        table[c][v] = (byte) (this == CLIP ? Math.min(255, corrected) : corrected);
      }
    }
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i += RgbImage.CHANNELS) {
      out[i] = table[0][in[i] & 0xFF];
      out[i + 1] = table[1][in[i + 1] & 0xFF];
      out[i + 2] = table[2][in[i + 2] & 0xFF];
    }
    return new RgbImage(image.width(), image.height(), out);
  }
}
