package org.fedmas.results.metric;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A score by name.
 *
 * @param id its name in files
 * @param of its value for some counts; null where there is nothing to score
 */
public record Score(String id, Function<Tally, @Nullable Double> of) {

  /** Share of correct predictions. */
  public static final Score ACCURACY = new Score("accuracy", Tally::accuracy);

  /** Mean recall over the classes that have images: the primary score. */
  public static final Score BALANCED_ACCURACY =
      new Score("balanced_accuracy", Tally::balancedAccuracy);

  /** Mean precision over the classes among labels or predictions. */
  public static final Score MACRO_PRECISION = new Score("macro_precision", Tally::macroPrecision);

  /** Mean F1 over the classes among labels or predictions. */
  public static final Score MACRO_F1 = new Score("macro_f1", Tally::macroF1);

  /** Mean F1 over the classes that have images; its classes do not depend on the model. */
  public static final Score MACRO_F1_PRESENT = new Score("macro_f1_present", Tally::macroF1Present);

  /** Mean one-against-rest AUROC over the classes that have one. */
  public static final Score MACRO_AUROC = new Score("macro_auroc", Tally::macroAuroc);

  /** Mean average precision over the classes that have one. */
  public static final Score MACRO_AVERAGE_PRECISION =
      new Score("macro_average_precision", Tally::macroAveragePrecision);

  /** Matthews correlation. */
  public static final Score MATTHEWS = new Score("matthews", Tally::matthews);

  /** Cohen's kappa. */
  public static final Score COHENS_KAPPA = new Score("cohens_kappa", Tally::cohensKappa);

  /** Mean squared error of the probabilities. */
  public static final Score BRIER = new Score("brier", Tally::brier);

  /** Negative log-likelihood. */
  public static final Score NLL = new Score("nll", Tally::negativeLogLikelihood);

  /** Expected calibration error over 15 bins of equal mass. */
  public static final Score ECE_EQUAL_MASS =
      new Score("ece_equal_mass", tally -> tally.calibration(Binning.EQUAL_MASS).expectedError());

  /** Expected calibration error over 15 bins of equal width. */
  public static final Score ECE_EQUAL_WIDTH =
      new Score("ece_equal_width", tally -> tally.calibration(Binning.EQUAL_WIDTH).expectedError());

  /** Balanced accuracy of the client that has the lowest. */
  public static final Score WORST_CLIENT =
      new Score("worst_client", tally -> tally.acrossClients().worst());

  /** Mean of the clients' balanced accuracies. */
  public static final Score MEAN_OF_CLIENTS =
      new Score("mean_of_clients", tally -> tally.acrossClients().mean());

  /** Returns the recall of a class. */
  public static Score recall(int label) {
    return new Score("recall_" + label, tally -> tally.recall(label));
  }

  /** Returns the one-against-rest AUROC of a class. */
  public static Score auroc(int label) {
    return new Score("auroc_" + label, tally -> tally.auroc(label));
  }

  /** Returns the balanced accuracy on a client's own images. */
  public static Score client(int client) {
    return new Score("client_" + client, tally -> tally.balancedAccuracyOf(client));
  }

  /** Returns the mean recall over the classes of a group that have images. */
  public static Score group(String id, List<Integer> classes) {
    return new Score(id, tally -> tally.meanRecall(classes));
  }

  /** Returns the balanced accuracy on some of the images. */
  public static Score subgroup(String id, int[] images) {
    return new Score(id, tally -> tally.balancedAccuracyOn(images));
  }
}
