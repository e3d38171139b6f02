package org.fedmas.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;

/**
 * The tensors that methods keep on a client between its rounds, beside model and optimiser state.
 * Each method names its entries with a prefix of its own, such as {@code control/}. A client that
 * is not drawn keeps its state, since its next round reads the update of its last one.
 *
 * @param entries the tensors of all methods, in the order in which they were kept
 */
record ClientState(ModelState entries) {

  /** The state of a client that keeps nothing, as before its first round. */
  static final ClientState EMPTY = new ClientState(ModelState.EMPTY);

  /**
   * Reads the state that a client's previous round left.
   *
   * @param previous the folder of the previous update; empty in the client's first round
   */
  static ClientState read(List<Path> previous) throws IOException {
    if (previous.isEmpty()) {
      return EMPTY;
    }
    Path file = previous.get(0).resolve(ModelFiles.CLIENT);
    return Files.exists(file) ? new ClientState(Safetensors.read(file)) : EMPTY;
  }

  /** Returns the entries of one method, without its prefix; none if the method keeps nothing. */
  ModelState of(String prefix) {
    return entries.part(prefix);
  }

  /** Returns this state with the entries of one method added, or replaced. */
  ClientState with(String prefix, ModelState values) {
    Map<String, StoredTensor> all = new LinkedHashMap<>(entries.tensors());
    all.keySet().removeIf(name -> name.startsWith(prefix));
    values.tensors().forEach((name, tensor) -> all.put(prefix + name, tensor));
    return new ClientState(new ModelState(all));
  }

  /** Writes the state into an update's folder; writes no file if there are no entries. */
  void writeTo(Path folder) throws IOException {
    if (!entries.names().isEmpty()) {
      Safetensors.write(folder.resolve(ModelFiles.CLIENT), entries);
    }
  }
}
