package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries that stay with a client, stored beside the model that the client sends. Each owner's
 * entries have the owner's prefix.
 */
public final class ClientEntries {

  /** The prefix of entries of batch normalisation that are not shared. */
  public static final String NORMALISATION = "normalisation/";

  /** The prefix of the personal head. */
  public static final String PERSONAL = "personal/";

  private ClientEntries() {}

  /** Returns one owner's entries without the prefix; empty if the artifact holds none. */
  public static ModelState read(Path artifact, String prefix) throws IOException {
    Path file = artifact.resolve(ModelFiles.CLIENT);
    if (!Files.exists(file)) {
      return new ModelState(Map.of());
    }
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Map<String, StoredTensor> entries = new LinkedHashMap<>();
      for (String name : open.names()) {
        if (name.startsWith(prefix)) {
          entries.put(name.substring(prefix.length()), open.tensor(name));
        }
      }
      return new ModelState(entries);
    }
  }

  /** Returns the whole model of a client from an artifact that holds both of its parts. */
  public static ModelState model(Path artifact) throws IOException {
    return model(artifact, artifact);
  }

  /**
   * Returns a received model completed by the entries of batch normalisation that a client keeps.
   *
   * @param received the artifact of a global model or of a client's update
   * @param keeper the artifact with the client's own entries: its last update, or the start model
   */
  public static ModelState model(Path received, Path keeper) throws IOException {
    ModelState shared = Safetensors.read(received.resolve(ModelFiles.MODEL));
    ModelState own = read(keeper, NORMALISATION);
    if (own.tensors().isEmpty()) {
      return shared;
    }
    Map<String, StoredTensor> model = new LinkedHashMap<>(shared.tensors());
    model.putAll(own.tensors());
    return new ModelState(model);
  }
}
