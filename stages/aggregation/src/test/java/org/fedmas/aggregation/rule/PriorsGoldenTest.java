package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.ClientId;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

class PriorsGoldenTest {

  private static final String FILE = "priors.json";
  private static final String DEFERRED = "mas_DRW_round";
  private static final double TOLERANCE = 1e-6;

  private final JsonNode golden = Golden.json(FILE);
  private final int batch = golden.get("batch").intValue();

  @Test
  void priorsAndClassDivergences() {
    for (String coverage : List.of("drop_last", "keep_last")) {
      for (int k = 0; k < golden.get("clients").size(); k++) {
        JsonNode client = golden.get("clients").get(k);
        JsonNode expected = client.get(coverage);
        String name = coverage + "/client " + k + "/";
        ClassCounts counts = counts(client);
        close(name + "prior", seen(client, coverage, "prior", 1).over(counts), expected, "prior");
        close(
            name + "class_losses",
            seen(client, coverage, "train", 1).over(counts),
            expected,
            "class_losses");
        close(
            name + "class_losses_2_epochs",
            seen(client, coverage, "train", 2).over(counts),
            expected,
            "class_losses_2_epochs");
      }
    }
  }

  @Test
  void meansEqualThePublishedOnesIfAllImagesAreUsed() {
    for (int k = 0; k < golden.get("clients").size(); k++) {
      JsonNode client = golden.get("clients").get(k);
      JsonNode expected = client.get("keep_last");
      String name = "means/client " + k + "/";
      close(name + "prior", seen(client, "keep_last", "prior", 1).means(), expected, "prior");
      for (int epochs = 1; epochs <= 2; epochs++) {
        close(
            name + epochs + " epochs",
            seen(client, "keep_last", "train", epochs).means(),
            expected,
            "class_losses");
      }
    }
  }

  @Test
  void robustFactors() {
    for (String coverage : List.of("drop_last", "keep_last")) {
      for (int k = 0; k < golden.get("clients").size(); k++) {
        ClassMeasurements measured = divergences(golden.get("clients").get(k), coverage);
        JsonNode expected = golden.get("clients").get(k).get(coverage);
        String name = coverage + "/client " + k + "/";
        close(name + "robust_mas published", published(measured), expected, "robust_mas");
        close(name + "robust_mas_inv published", inverse(measured), expected, "robust_mas_inv");
        if (PublishedRobustFactor.agreesWithOurs(
            measured.classPrior(), measured.classDivergence())) {
          close(name + "robust_mas", RobustFactor.plain(measured), expected, "robust_mas");
          close(
              name + "robust_mas_inv", RobustFactor.inverse(measured), expected, "robust_mas_inv");
        }
      }
    }
  }

  @Test
  void aggregationWeights() {
    int rounds = golden.get("rounds").intValue();
    for (String coverage : List.of("drop_last", "keep_last")) {
      List<ClientReport> reports = reports(coverage);
      Iterator<Map.Entry<String, JsonNode>> cases =
          golden.get("aggregation").get(coverage).fields();
      while (cases.hasNext()) {
        Map.Entry<String, JsonNode> one = cases.next();
        String name = one.getKey();
        boolean deferred = name.startsWith(DEFERRED);
        int index = deferred ? Integer.parseInt(name.substring(DEFERRED.length())) : 0;
        AggregationRule rule =
            TestRules.named(deferred ? "mas-drw" : name.replace('_', '-'), rounds);
        AggregationWeights ours =
            rule.weights(NumberModels.participants(index + 1, reports, ImageCount.FULL_BATCHES));
        Parity.close(
            FILE,
            "aggregation/" + coverage + "/" + name,
            ours.weights(),
            Golden.numbers(one.getValue()),
            TOLERANCE);
      }
    }
  }

  @Test
  void aClassThatWasNotDrawn() {
    JsonNode mismatch = golden.get("mismatch");
    ClassMeasurements given =
        new ClassMeasurements(
            Golden.numbers(mismatch.get("prior")), Golden.numbers(mismatch.get("class_losses")));
    close("mismatch/robust_mas published", published(given), mismatch, "robust_mas");
    close("mismatch/robust_mas_inv published", inverse(given), mismatch, "robust_mas_inv");

    assertThat(inverse(given)).isNaN();
    assertThat(RobustFactor.inverse(given)).isBetween(0.0, 1 + 1e-12);
    assertThat(RobustFactor.plain(given)).isGreaterThan(published(given));
  }

  private List<ClientReport> reports(String coverage) {
    List<ClientReport> reports = new ArrayList<>();
    for (JsonNode client : golden.get("clients")) {
      int images = client.get("labels").size();
      int counted =
          coverage.equals("drop_last")
              ? images / batch * batch
              : (images + batch - 1) / batch * batch;
      assertThat(counted).isEqualTo(client.get(coverage).get("num_samples").intValue());
      reports.add(
          new ClientReport(
              new ClientId(reports.size()), images, counted, divergences(client, coverage)));
    }
    return reports;
  }

  private ClassMeasurements divergences(JsonNode client, String coverage) {
    ClassCounts counts = counts(client);
    return new ClassMeasurements(
        seen(client, coverage, "prior", 1).over(counts),
        seen(client, coverage, "train", 1).over(counts));
  }

  private ClassMeans seen(JsonNode client, String coverage, String pass, int epochs) {
    int[] labels = Golden.integers(client.get("labels"));
    double[] divergence = Golden.numbers(client.get("divergence_" + pass));
    int images = coverage.equals("drop_last") ? labels.length / batch * batch : labels.length;
    ClassMeans means = new ClassMeans(client.get("class_counts").size());
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int i = 0; i < images; i++) {
        means.add(labels[i], divergence[i]);
      }
    }
    return means;
  }

  private static ClassCounts counts(JsonNode client) {
    ClassCounts counts = new ClassCounts(Golden.integers(client.get("class_counts")));
    int[] labels = Golden.integers(client.get("labels"));
    assertThat(ClassCounts.ofLabels(labels, counts.classes())).isEqualTo(counts);
    return counts;
  }

  private static double published(ClassMeasurements given) {
    return PublishedRobustFactor.plain(given.classPrior(), given.classDivergence());
  }

  private static double inverse(ClassMeasurements given) {
    return PublishedRobustFactor.inverse(given.classPrior(), given.classDivergence());
  }

  private static void close(String name, double[] ours, JsonNode golden, String field) {
    Parity.close(FILE, name, ours, Golden.numbers(golden.get(field)), TOLERANCE);
  }

  private static void close(String name, double ours, JsonNode golden, String field) {
    Parity.close(FILE, name, ours, Golden.number(golden.get(field)), TOLERANCE);
  }
}
