package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The published form of {@code metrics.json}: keys and ranges of numbers. */
final class MetricsForm {

  private MetricsForm() {}

  /** Checks every key and every number of any run. */
  static void check(JsonNode metrics, int rounds) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "schema",
                "run",
                "fold",
                "seed",
                "classes",
                "clients",
                "rounds",
                "selected",
                "last",
                "final"));
    if (metrics.has("caveats")) {
      names.add("caveats");
      metrics.get("caveats").forEach(caveat -> keys(caveat, "kind", "text"));
    }
    keys(metrics, names.toArray(String[]::new));
    int classes = metrics.get("classes").size();
    int clients = metrics.get("clients").size();
    for (JsonNode client : metrics.get("clients")) {
      keys(client, "client", "name", "images", "classes");
      keys(client.get("classes"), "train", "validation", "test");
      keys(client.get("images"), "train", "validation", "test");
    }
    assertThat(metrics.get("rounds")).hasSize(rounds);
    for (JsonNode round : metrics.get("rounds")) {
      round(round, clients, classes);
    }
    JsonNode selected = metrics.get("selected");
    keys(selected, "round", "by", "test", "per_client");
    assertThat(selected.get("round").intValue()).isBetween(1, rounds);
    assertThat(selected.get("per_client")).hasSize(clients);
    selected.get("per_client").forEach(MetricsForm::share);
    test(selected.get("test"), classes);
    JsonNode last = metrics.get("last");
    keys(last, "round", "test", "per_client");
    assertThat(last.get("round").intValue()).isEqualTo(rounds);
    assertThat(last.get("per_client")).hasSize(clients);
    test(last.get("test"), classes);
    keys(metrics.get("final"), "global_model");
    assertThat(metrics.at("/final/global_model").textValue()).matches("sha256:[0-9a-f]{64}");
    finite(metrics);
  }

  private static void round(JsonNode round, int clients, int classes) {
    keys(round, "round", "weights", "seconds", "clients", "global");
    assertThat(round.get("weights")).hasSize(clients);
    assertThat(round.get("seconds").doubleValue()).isPositive();
    for (JsonNode client : round.get("clients")) {
      keys(
          client,
          "client",
          "loss",
          "prior",
          "class_loss",
          "robust_factor",
          "balanced_accuracy",
          "bytes_sent",
          "bytes_received");
      assertThat(client.get("bytes_sent").longValue()).isPositive();
      assertThat(client.get("bytes_received").longValue()).isPositive();
      assertThat(client.get("loss").doubleValue()).isPositive();
      assertThat(client.get("robust_factor").doubleValue()).isPositive();
      assertThat(client.get("prior")).hasSize(classes);
      assertThat(client.get("class_loss")).hasSize(classes);
      share(client.get("balanced_accuracy"));
    }
    keys(round.get("global"), "validation", "test");
    if (!round.at("/global/validation").isNull()) {
      keys(round.at("/global/validation"), "balanced_accuracy", "classes");
      share(round.at("/global/validation/balanced_accuracy"));
    }
  }

  private static void test(JsonNode test, int classes) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "balanced_accuracy",
                "classes",
                "accuracy",
                "macro_f1",
                "macro_auroc",
                "recall",
                "confusion"));
    if (test.has("statistics")) {
      names.addAll(List.of("interval", "statistics"));
      assertThat(test.at("/statistics/per_class")).hasSize(classes);
      assertThat(test.at("/statistics/reliability")).hasSize(15);
      share(test.at("/statistics/ece_equal_mass"));
      assertThat(test.at("/statistics/groups/training_images")).hasSize(classes);
      share(test.at("/statistics/groups/many/recall"));
      interval(test.at("/interval/balanced_accuracy"));
    }
    keys(test, names.toArray(String[]::new));
    assertThat(test.get("classes").intValue()).isBetween(0, classes);
    share(test.get("balanced_accuracy"));
    share(test.get("accuracy"));
    share(test.get("macro_f1"));
    share(test.get("macro_auroc"));
    assertThat(test.get("recall")).hasSize(classes);
    test.get("recall").forEach(MetricsForm::share);
    assertThat(test.get("confusion")).hasSize(classes);
    test.get("confusion").forEach(row -> assertThat(row).hasSize(classes));
  }

  private static void interval(JsonNode ends) {
    if (!ends.isNull()) {
      assertThat(ends).hasSize(2);
      ends.forEach(MetricsForm::share);
      assertThat(ends.get(0).doubleValue()).isLessThanOrEqualTo(ends.get(1).doubleValue());
    }
  }

  private static void keys(JsonNode node, String... names) {
    assertThat(node.fieldNames()).toIterable().containsExactlyInAnyOrder(names);
  }

  /** Checks for a number in [0, 1], or null without images to score. */
  private static void share(JsonNode value) {
    if (!value.isNull()) {
      assertThat(value.isNumber()).isTrue();
      assertThat(value.doubleValue()).isBetween(0.0, 1.0);
    }
  }

  private static void finite(JsonNode node) {
    if (node.isNumber()) {
      assertThat(node.doubleValue()).isFinite();
    } else if (node.isTextual()) {
      assertThat(node.textValue()).doesNotContainIgnoringCase("nan", "infinity");
    }
    node.forEach(MetricsForm::finite);
  }
}
