package org.fedmas.results.score;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.contract.config.ConfigReader;

/**
 * The keys {@code report.*} that decide about scores of groups of classes and of subgroups of
 * images. No artifact depends on them.
 *
 * @param manyAbove number of training images above which a class is in the group of many images
 * @param fewBelow number of training images below which a class is in the group of few images
 * @param minimumCell least number of test images of a subgroup whose scores are shown
 */
public record EvidenceSettings(int manyAbove, int fewBelow, int minimumCell) {

  /** The thresholds of Liu et al. (arXiv 1904.05160). */
  public static final EvidenceSettings USUAL = new EvidenceSettings(100, 20, 10);

  /** The thresholds for ISIC 2019, whose classes all have more than 100 images. */
  public static final EvidenceSettings ISIC = new EvidenceSettings(1500, 300, 10);

  private static final String MANY = "report.many-above";
  private static final String FEW = "report.few-below";
  private static final String CELL = "report.minimum-cell";
  private static final int MOST = 1_000_000_000;

  /** Returns the configured values; these are the defaults. */
  public EvidenceSettings configured(ConfigReader reader) {
    int many = reader.integer(MANY, manyAbove, 1, MOST);
    return new EvidenceSettings(
        many,
        reader.integer(FEW, Math.min(fewBelow, many), 0, many),
        reader.integer(CELL, minimumCell, 1, MOST));
  }

  /** Returns the values of a recorded configuration; earlier versions had none of the keys. */
  public static EvidenceSettings recorded(JsonNode values) {
    return new EvidenceSettings(
        values.path(MANY).asInt(USUAL.manyAbove),
        values.path(FEW).asInt(USUAL.fewBelow),
        values.path(CELL).asInt(USUAL.minimumCell));
  }
}
