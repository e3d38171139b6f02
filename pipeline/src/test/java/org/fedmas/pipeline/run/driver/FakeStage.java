package org.fedmas.pipeline.run.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.store.file.Storage;
import org.fedmas.training.TrainingSettings;

/**
 * A stage whose files are a digest of everything that it reads, so that any difference in its
 * inputs shows in its bytes.
 */
record FakeStage(StageName name, int version, Storage storage) implements Stage {

  private static final Map<StageName, ArtifactKind> KINDS =
      Map.of(
          StageName.PREPROCESS, ArtifactKind.IMAGE_INDEX,
          StageName.TRAINING, ArtifactKind.CLIENT_UPDATE,
          StageName.AGGREGATION, ArtifactKind.GLOBAL_MODEL);

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return KINDS.get(name);
  }

  @Override
  public Object settings(ArtifactKind kind, ConfigReader reader) {
    return switch (name) {
      case TRAINING -> TrainingSettings.read(reader);
      case AGGREGATION -> AggregationSettings.read(reader);
      default -> name;
    };
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return false;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(unit.key()).append(' ').append(version).append(unit.config().json());
    for (List<Path> folders : unit.inputs().values()) {
      for (Path folder : folders) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.sorted().toList()) {
            if (!file.endsWith("manifest.json")) {
              text.append(file.getFileName()).append(Files.readString(file));
            }
          }
        }
      }
    }
    for (String file : files()) {
      storage.write(
          unit.output().resolve(file), (Digest.of(text + file) + "\n").repeat(4).getBytes(UTF_8));
      unit.progress().images(1, 1);
    }
  }

  private List<String> files() {
    return Stream.concat(KINDS.get(name).payload().stream(), Stream.of("summary.json")).toList();
  }
}
