package org.fedmas.sampledata;

import java.util.List;
import org.fedmas.contract.random.RandomStream;

/** The look of one class of lesion, in the features dermoscopy tells it by. */
sealed interface Lesion
    permits Melanoma,
        Nevus,
        BasalCellCarcinoma,
        ActinicKeratosis,
        BenignKeratosis,
        Dermatofibroma,
        VascularLesion,
        SquamousCellCarcinoma {

  /** Class names of ISIC 2019. */
  List<String> CLASSES = List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC");

  /** By label, in the order of {@link #CLASSES}. */
  List<Lesion> BY_LABEL =
      List.of(
          new Melanoma(),
          new Nevus(),
          new BasalCellCarcinoma(),
          new ActinicKeratosis(),
          new BenignKeratosis(),
          new Dermatofibroma(),
          new VascularLesion(),
          new SquamousCellCarcinoma());

  /** Paints the lesion over the skin; equal streams paint the same lesion. */
  void paint(Canvas canvas, RandomStream random);
}
