package org.fedmas.images.codec.dicom;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.fedmas.images.codec.GreyScale;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.header.DicomGrey;
import org.fedmas.images.header.DicomHeader;

/**
 * The levels of DICOM grey values: by the configured window, else by the file's window, both after
 * slope and intercept, else by bit depth.
 */
final class GreyLevels implements IntUnaryOperator {

  private final DicomGrey grey;
  private final boolean inverted;
  private final Optional<GreyScale> configured;
  private final GreyScale byDepth;

  GreyLevels(DicomHeader header, Optional<ValueWindow> window) {
    this.grey = header.grey();
    this.configured = header.bitsStored() > 8 ? window.map(GreyScale::of) : Optional.empty();
    this.byDepth = GreyScale.ofDepth(header.bitsStored(), header.signed());
    boolean windowed = configured.isPresent() || grey.window().isPresent();
    boolean falls = !windowed && grey.slope() < 0;
    this.inverted = falls != (header.colours() == DicomHeader.Colours.WHITE_IS_LOW);
  }

  @Override
  public int applyAsInt(int stored) {
    int level = level(stored);
    return inverted ? 255 - level : level;
  }

  private int level(int stored) {
    double value = stored * grey.slope() + grey.intercept();
    if (configured.isPresent()) {
      return configured.get().level(value);
    }
    return grey.window().isPresent() ? grey.window().get().level(value) : byDepth.level(stored);
  }
}
