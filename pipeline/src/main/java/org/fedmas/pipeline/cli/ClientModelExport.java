package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.export.ModelWriter;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.config.HeadKind;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The export of a run whose clients keep entries of batch normalisation or a personal head. Each
 * client has a file with a whole model, in the order of its state dict. The classifier of a
 * personal model computes the sum of the shared and the personal logits.
 *
 * @param config the configuration that the run was computed with
 * @param writer writes each model
 * @param target the name from which the files' names are derived
 * @param force whether existing files are replaced
 */
record ClientModelExport(Config config, ModelWriter writer, Path target, boolean force) {

  /** Returns the sharing of batch normalisation in a run of this configuration. */
  static NormalisationSharing sharing(Config config) {
    return NormalisationSharing.read(ConfigReader.of(config));
  }

  /** Writes the start model, of which both parts lie in one artifact, to the target. */
  void writeStart(ArtifactStore store, Manifest start) throws IOException {
    try (OpenArtifact open = store.open(start)) {
      write(ClientEntries.model(open.folder()), start.content().toString(), target);
    }
  }

  /**
   * Writes a model for each client that trained up to a round, and prints a line for each.
   *
   * @param global the global model of the round
   * @param only the number of the only client whose model is written, to the target itself; null
   *     for all
   * @throws ConfigException if a file exists and may not be replaced
   * @throws MissingInputException if the only client has not trained yet
   */
  void write(RecordedRun run, Round round, RunFolder place, Manifest global, @Nullable Integer only)
      throws IOException {
    Map<ClientId, Manifest> updates = new TreeMap<>(run.lastUpdates(round));
    if (only != null) {
      updates.keySet().retainAll(List.of(new ClientId(only)));
    }
    if (updates.isEmpty()) {
      throw new MissingInputException(
          "--client %s: run %s has no update of this client up to round %s"
              .formatted(only, place.name(), round.number()));
    }
    for (ClientId client : updates.keySet()) {
      if (Files.exists(file(client, only)) && !force) {
        throw new ConfigException(
            "--to %s: %s exists already; choose another file, or replace it with --force"
                .formatted(target, file(client, only)));
      }
    }
    try (OpenArtifact model = place.store().open(global)) {
      for (Map.Entry<ClientId, Manifest> update : updates.entrySet()) {
        Path file = file(update.getKey(), only);
        try (OpenArtifact own = place.store().open(update.getValue(), ArtifactKind.CLIENT_STATE)) {
          ModelState state = ClientEntries.personalModel(model.folder(), own.folder());
          write(state, ordered(state).digest().toString(), file);
        }
        Console.out(
            String.format(
                Locale.ROOT,
                "exported client %d, round %d of %s to %s: %.1f MB, global model %s with the"
                    + " client's own %s",
                update.getKey().number(),
                round.number(),
                place.name(),
                file,
                ExportedSize.of(file) / 1e6,
                global.content(),
                own()));
      }
    }
  }

  private void write(ModelState model, String origin, Path file) throws IOException {
    writer.write(ordered(model), origin, file);
  }

  private String own() {
    List<String> own = new ArrayList<>();
    if (sharing(config).keepsEntries()) {
      own.add("normalisation (" + NormalisationSharing.KEY + ")");
    }
    if (hasPersonalHead(config)) {
      own.add("head (" + HeadKind.KEY + ")");
    }
    return String.join(" and ", own);
  }

  /** Returns whether each client of a run of this configuration keeps a head. */
  static boolean hasPersonalHead(Config config) {
    return ModelSettings.read(ConfigReader.of(config)).hasPersonalHead();
  }

  private ModelState ordered(ModelState model) {
    ModelSettings settings = ModelSettings.read(ConfigReader.of(config));
    List<TensorSpec> order = settings.head().layout(settings.backbone(), 2).tensors();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    order.forEach(spec -> tensors.put(spec.name(), model.tensor(spec.name())));
    return new ModelState(tensors);
  }

  private Path file(ClientId client, @Nullable Integer only) {
    return only == null ? OwnModelFile.beside(target, client) : target;
  }
}
