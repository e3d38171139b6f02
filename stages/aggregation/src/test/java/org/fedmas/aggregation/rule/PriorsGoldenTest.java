package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
  void robustFactors() {
    for (String coverage : List.of("drop_last", "keep_last")) {
      for (int k = 0; k < golden.get("clients").size(); k++) {
        JsonNode expected = golden.get("clients").get(k).get(coverage);
        ClassMeasurements measured = measured(expected, RobustClasses.ALL);
        String name = coverage + "/client " + k + "/";
        close(name + "robust_mas", RobustFactor.plain(measured), expected, "robust_mas");
        close(name + "robust_mas_inv", RobustFactor.inverse(measured), expected, "robust_mas_inv");
      }
    }
  }

  @Test
  void ourRobustFactorsEqualThePublishedOnesIfAllImagesAreUsed() {
    for (int k = 0; k < golden.get("clients").size(); k++) {
      JsonNode expected = golden.get("clients").get(k).get("keep_last");
      ClassMeasurements measured = measured(expected, RobustClasses.IN_COMMON);
      String name = "keep_last/client " + k + "/ours/";
      close(name + "robust_mas", RobustFactor.plain(measured), expected, "robust_mas");
      close(name + "robust_mas_inv", RobustFactor.inverse(measured), expected, "robust_mas_inv");
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
    ClassMeasurements published = measured(mismatch, RobustClasses.ALL);
    ClassMeasurements ours = measured(mismatch, RobustClasses.IN_COMMON);
    close("mismatch/robust_mas", RobustFactor.plain(published), mismatch, "robust_mas");
    close("mismatch/robust_mas_inv", RobustFactor.inverse(published), mismatch, "robust_mas_inv");

    assertThat(RobustFactor.inverse(published)).isNaN();
    assertThat(RobustFactor.inverse(ours)).isBetween(0.0, 1 + 1e-12);
    assertThat(RobustFactor.plain(ours)).isGreaterThan(RobustFactor.plain(published));
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
              new ClientId(reports.size()),
              images,
              counted,
              measured(client.get(coverage), RobustClasses.ALL)));
    }
    return reports;
  }

  private static ClassMeasurements measured(JsonNode numbers, RobustClasses summed) {
    return new ClassMeasurements(
        Golden.numbers(numbers.get("prior")), Golden.numbers(numbers.get("class_losses")), summed);
  }

  private static void close(String name, double ours, JsonNode golden, String field) {
    Parity.close(FILE, name, ours, Golden.number(golden.get(field)), TOLERANCE);
  }
}
