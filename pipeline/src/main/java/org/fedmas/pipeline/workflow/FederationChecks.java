package org.fedmas.pipeline.workflow;

import java.util.Set;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.classifier.ClassifierRetraining;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.ServerOptimizer;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.training.term.AlignmentTerm;
import org.fedmas.training.term.LocalTerm;
import org.fedmas.training.term.SyncedHeads;

/** The settings that need a federation, refused under {@code federation: local} and pooled. */
final class FederationChecks {

  /** The default, which configurations of a federation may hold, and the plain rule. */
  private static final Set<String> RULES = Set.of("mas", "avg");

  /** The losses that depend on measurements of all clients. */
  private static final Set<String> MEASURED = Set.of("dala");

  private FederationChecks() {}

  /** Reports settings that have no meaning unless clients are federated. */
  static void refuse(
      ConfigReader reader,
      Settings.Training training,
      Settings.Model model,
      Settings.Evaluation evaluation) {
    FederationKind federation = training.federation();
    if (federation == FederationKind.FEDERATED) {
      return;
    }
    String under = "under %s: %s".formatted(FederationKind.KEY, federation.id());
    refuseAggregation(reader, "since no models are aggregated " + under);
    if (training.sampling().fraction() != 1) {
      reader.problem(ClientSampling.KEY, "1, since no clients are drawn " + under);
    }
    refuseTerms(reader, training, "since clients receive no global model " + under);
    refuseLoss(reader, training, "since clients share nothing " + under);
    if (federation == FederationKind.POOLED) {
      refusePersonal(reader, training, model, evaluation, under);
    }
  }

  private static void refuseAggregation(ConfigReader reader, String reason) {
    AggregationSettings idle = AggregationSettings.readFederated(reader);
    if (!RULES.contains(idle.rule().id())) {
      reader.problem(AggregationRule.KEY, "mas, the default, or avg, " + reason);
    }
    if (idle.count() != ImageCount.IMAGES) {
      reader.problem(ImageCount.choice().key(), "images, the default, " + reason);
    }
    if (idle.server().isPresent()) {
      reader.problem(ServerOptimizer.KEY, "%s, %s".formatted(ServerOptimizer.NONE, reason));
    }
    if (idle.privacy().isPresent()) {
      reader.problem(CentralPrivacy.CLIP, "0, " + reason);
    }
    if (idle.masks().isPresent()) {
      reader.problem(AggregationSettings.SECURE, "false, " + reason);
    }
    if (idle.retraining().isPresent()) {
      reader.problem(ClassifierRetraining.KEY, "none, " + reason);
    }
  }

  private static void refuseTerms(ConfigReader reader, Settings.Training training, String reason) {
    for (LocalTerm term : training.local().terms()) {
      if (!term.id().equals(TermName.ALIGNMENT.id())) {
        reader.problem(
            TermName.choice().key(), "[] or [%s], %s".formatted(TermName.ALIGNMENT.id(), reason));
      }
      if (term instanceof AlignmentTerm alignment && alignment.heads() != SyncedHeads.BOTH) {
        reader.problem("alignment.heads", "%s, %s".formatted(SyncedHeads.BOTH.id(), reason));
      }
    }
  }

  private static void refuseLoss(ConfigReader reader, Settings.Training training, String reason) {
    if (MEASURED.contains(training.local().loss().id())) {
      reader.problem(Loss.choice().key(), "a loss without measurements of all clients, " + reason);
    }
  }

  private static void refusePersonal(
      ConfigReader reader,
      Settings.Training training,
      Settings.Model model,
      Settings.Evaluation evaluation,
      String under) {
    if (evaluation.personal()) {
      reader.problem("evaluation.personal", "false, since clients have no own models " + under);
    }
    if (training.local().needsFeatures() && model.auxiliary().networks().size() > 1) {
      reader.problem(
          AuxiliarySettings.NETWORK_KEY, "one network, since one client trains " + under);
    }
  }
}
