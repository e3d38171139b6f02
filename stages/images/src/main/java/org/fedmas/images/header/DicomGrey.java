package org.fedmas.images.header;

import java.util.Optional;

/**
 * The meaning of a DICOM file's grey values.
 *
 * @param slope factor of the stored value
 * @param intercept what is added to the product
 * @param window the range that the file wants shown; empty if it has none
 */
public record DicomGrey(double slope, double intercept, Optional<Window> window) {

  /** The curve from black to white. */
  public enum Curve {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID
  }

  /**
   * A range of grey values.
   *
   * @param centre its middle
   * @param width from black to white
   */
  public record Window(double centre, double width, Curve curve) {

    /** Returns the level of a value, 0…255, by the formulas of DICOM PS3.3 C.11.2.1. */
    public int level(double value) {
      double share =
          switch (curve) {
            case LINEAR ->
                width <= 1
                    ? value > centre - 0.5 ? 1 : 0
                    : (value - (centre - 0.5)) / (width - 1) + 0.5;
            case LINEAR_EXACT -> (value - centre) / width + 0.5;
            case SIGMOID -> 1 / (1 + StrictMath.exp(-4 * (value - centre) / width));
          };
      return (int) Math.floor(Math.max(0, Math.min(1, share)) * 255 + 0.5);
    }
  }

  private static final int CENTRE = 0x00281050;
  private static final int WIDTH = 0x00281051;
  private static final int INTERCEPT = 0x00281052;
  private static final int SLOPE = 0x00281053;
  private static final int CURVE = 0x00281056;
  private static final int MODALITY_TABLE = 0x00283000;

  static DicomGrey read(DicomElements elements) throws UnreadableBytes {
    if (elements.has(MODALITY_TABLE)) {
      throw elements.bytes().unsupported("a modality lookup table");
    }
    double slope = number(elements, SLOPE, "slope").orElse(1.0);
    double intercept = number(elements, INTERCEPT, "intercept").orElse(0.0);
    if (slope == 0) {
      throw elements.bytes().damaged("its slope is 0");
    }
    Optional<Double> centre = number(elements, CENTRE, "window's centre");
    Optional<Double> width = number(elements, WIDTH, "window's width");
    Curve curve =
        switch (elements.text(CURVE)) {
          case "LINEAR_EXACT" -> Curve.LINEAR_EXACT;
          case "SIGMOID" -> Curve.SIGMOID;
          default -> Curve.LINEAR;
        };
    Optional<Window> window =
        centre.isPresent() && width.isPresent() && width.get() > 0
            ? Optional.of(new Window(centre.get(), width.get(), curve))
            : Optional.empty();
    return new DicomGrey(slope, intercept, window);
  }

  /** Returns the first number of a text; empty if there is none. */
  private static Optional<Double> number(DicomElements elements, int tag, String name)
      throws UnreadableBytes {
    String first = elements.text(tag).split("\\\\", -1)[0].strip();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    if (!first.matches("[-+]?[0-9]{0,16}\\.?[0-9]{0,16}([eE][-+]?[0-9]{1,3})?")
        || !first.matches("[^eE]*[0-9].*")) {
      throw elements.bytes().damaged("its " + name + " is not a number");
    }
    double number = Double.parseDouble(first);
    if (Double.isInfinite(number)) {
      throw elements.bytes().damaged("its " + name + " is too large");
    }
    return Optional.of(number);
  }
}
