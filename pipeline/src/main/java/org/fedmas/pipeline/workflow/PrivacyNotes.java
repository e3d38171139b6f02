package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.PrivacyAccount;

/** The warnings about privacy that a reader of a run's results needs. */
public final class PrivacyNotes {

  private PrivacyNotes() {}

  /** Returns sentences about the privacy that all rounds spend; none without privacy. */
  public static List<String> of(Settings settings) {
    List<String> notes = new ArrayList<>();
    AggregationSettings aggregation = settings.training().aggregation();
    aggregation
        .privacy()
        .ifPresent(privacy -> notes.add(account(privacy, settings.run().rounds())));
    if (aggregation.masks().isPresent()) {
      notes.add(
          """
          aggregation.secure simulates the secure sum: the masks follow from privacy.seed, which \
          everybody knows; a real deployment needs secret keys""");
    }
    if (aggregation.retraining().isPresent()) {
      notes.add(
          """
          classifier.retraining: creff sends one mean gradient per class and client to the server, \
          for rare classes over few images: its privacy is weak""");
    }
    return notes;
  }

  private static String account(CentralPrivacy privacy, int rounds) {
    PrivacyAccount account = privacy.after(rounds);
    return String.format(
        Locale.ROOT,
        "after %d rounds the updates are (%.3g, %.3g)-differentially private (zCDP with rho %.3g;"
            + " the unit is one client); six clients do not reach a useful epsilon with a useful"
            + " model. This is a simulation: the noise follows from privacy.seed, a real deployment"
            + " needs secret keys. Choosing the round by validation scores and publishing the"
            + " clients' losses is outside of the guarantee",
        rounds,
        account.epsilon(privacy.delta()),
        privacy.delta(),
        account.rho());
  }
}
