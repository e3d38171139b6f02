package org.fedmas.aggregation.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four rounds of every server optimiser over files, in float64. */
class ServerOptimizerGoldenTest {

  private static final String FILE = "methods.json";
  private static final String ENTRY = "fc.weight";
  private static final double TOLERANCE = 1e-9;

  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/server_optimizer");

  @TempDir Path folder;

  static Stream<String> cases() {
    Iterable<String> names = () -> GOLDEN.get("cases").fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRoundGivesTheGoldenModelAndMoments(String name) throws IOException {
    JsonNode one = GOLDEN.get("cases").get(name);
    ServerOptimizer optimizer = optimizer(one.get("settings"));
    Path received = Files.createDirectory(folder.resolve("round-0"));
    double[] theta = Golden.numbers(GOLDEN.get("start"));
    write(received.resolve(ModelFiles.MODEL), theta);
    for (int r = 0; r < one.get("rounds").size(); r++) {
      JsonNode expected = one.get("rounds").get(r);
      double[] delta = Golden.numbers(GOLDEN.get("deltas").get(r));
      double[] rule = theta.clone();
      for (int i = 0; i < rule.length; i++) {
        rule[i] += delta[i];
      }
      Path next = Files.createDirectory(folder.resolve("round-" + (r + 1)));
      Path sum = folder.resolve("sum.safetensors");
      write(sum, rule);
      new ServerStep(optimizer, received).writeTo(sum, next);
      theta = Safetensors.read(next.resolve(ModelFiles.MODEL)).tensor(ENTRY).doubles();
      String round = "server_optimizer/" + name + " round " + r;
      Parity.close(FILE, round, theta, Golden.numbers(expected.get("theta")), TOLERANCE);
      ModelState moments = Safetensors.read(next.resolve(ModelFiles.SERVER));
      for (String moment : optimizer.moments()) {
        double[] ours = moments.tensor(moment + ENTRY).doubles();
        double[] golden = Golden.numbers(expected.get(moment.replace(".", "")));
        Parity.close(FILE, round + " " + moment, ours, golden, TOLERANCE);
      }
      received = next;
    }
  }

  private static void write(Path file, double[] values) throws IOException {
    Safetensors.write(file, new ModelState(Map.of(ENTRY, StoredTensor.of(values, values.length))));
  }

  private static ServerOptimizer optimizer(JsonNode settings) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("server.optimizer=" + settings.get("kind").asText());
    source.set("server.learning-rate=" + settings.get("lr").asText());
    for (String key : new String[] {"beta1", "beta2", "tau", "nesterov"}) {
      if (settings.has(key)) {
        source.set("server." + key + "=" + settings.get(key).asText());
      }
    }
    return ServerOptimizer.read(ConfigReader.of(source)).orElseThrow();
  }
}
