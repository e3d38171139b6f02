package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * The export of a run whose clients keep entries of batch normalisation: one file per client, each
 * with a whole model in the order of its state dict.
 *
 * @param config the configuration that the run was computed with
 * @param form the format of the files
 * @param target the name from which the files' names are derived
 * @param force whether existing files are replaced
 */
record ClientModelExport(Config config, ExportForm form, Path target, boolean force) {

  /** Returns the sharing of batch normalisation in a run of this configuration. */
  static NormalisationSharing sharing(Config config) {
    return NormalisationSharing.read(ConfigReader.of(config));
  }

  /** Writes the start model, of which both parts lie in one artifact, to the target. */
  void writeStart(ArtifactStore store, Manifest start) throws IOException {
    try (OpenArtifact open = store.open(start)) {
      write(ClientEntries.model(open.folder()), target);
    }
  }

  /**
   * Writes a model for each client that trained up to a round.
   *
   * @param global the global model of the round
   * @return the line for users
   * @throws ConfigException if a file exists and may not be replaced
   */
  String write(RecordedRun run, Round round, ArtifactStore store, Manifest global)
      throws IOException {
    Map<ClientId, Manifest> updates = run.lastUpdates(round);
    Map<ClientId, Path> files = new TreeMap<>();
    for (ClientId client : updates.keySet()) {
      Path file = file(client);
      if (Files.exists(file) && !force) {
        throw new ConfigException(
            "--to %s: %s exists already; choose another name, or replace it with --force"
                .formatted(target, file));
      }
      files.put(client, file);
    }
    try (OpenArtifact model = store.open(global)) {
      for (Map.Entry<ClientId, Manifest> update : updates.entrySet()) {
        try (OpenArtifact own = store.open(update.getValue())) {
          write(
              ClientEntries.model(model.folder(), own.folder()),
              files.getOrDefault(update.getKey(), target));
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "%d models, one per client that trained, since %s is %s: %s",
        files.size(),
        NormalisationSharing.KEY,
        sharing(config).id(),
        String.join(", ", files.values().stream().map(Path::toString).toList()));
  }

  private void write(ModelState model, Path file) throws IOException {
    DurableFiles.local().replace(file, temporary -> form.write(ordered(model), temporary));
  }

  private ModelState ordered(ModelState model) {
    ModelSettings settings = ModelSettings.read(ConfigReader.of(config));
    List<TensorSpec> order = settings.head().layout(settings.backbone(), 2).tensors();
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    order.forEach(spec -> tensors.put(spec.name(), model.tensor(spec.name())));
    return new ModelState(tensors);
  }

  /** Returns the file of a client: the target with the client's number before the ending. */
  private Path file(ClientId client) {
    String name = String.valueOf(target.getFileName());
    int ending = name.lastIndexOf('.');
    return target.resolveSibling(
        name.substring(0, ending) + "-client-" + client.number() + name.substring(ending));
  }
}
