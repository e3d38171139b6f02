package org.fedmas.tensors.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.jspecify.annotations.Nullable;

/**
 * Reader of files written by {@code torch.save}, ZIP archive or legacy stream, and of TorchScript
 * archives. Such a file holds a state dict, a training checkpoint with one under {@code state_dict}
 * or {@code teacher}, or a module. No code in the file is run. Time and memory are bounded by the
 * file's size.
 */
final class PytorchCheckpoint {

  /** Keys of the state dict in training checkpoints; DINO's teacher is the published encoder. */
  private static final List<String> NESTED = List.of("state_dict", "teacher");

  /** The largest accepted growth of shared and expanded tensors in their row-major copies. */
  private static final int LARGEST_GROWTH = 4;

  private static final long FREE_GROWTH_BYTES = 16L << 20;

  private PytorchCheckpoint() {}

  /**
   * Returns the tensors of a checkpoint, row major, under the file's names and in its order.
   *
   * @throws MissingInputException if the file is missing, damaged, not a PyTorch checkpoint, or
   *     holds other values than tensors
   */
  static ModelState read(Path file) {
    return read(file, container -> new ModelState(tensors(container, Files.size(file))));
  }

  /**
   * Returns the contents of a checkpoint without reading its elements.
   *
   * @throws MissingInputException as {@link #read(Path)} does, except for damaged elements
   */
  static CheckpointContents contents(Path file) {
    return read(file, PytorchCheckpoint::contents);
  }

  private static <T> T read(Path file, Reading<T> reading) {
    if (!Files.isRegularFile(file)) {
      throw new MissingInputException(
          "checkpoint file %s is missing. Put it there, or correct the configured path."
              .formatted(file));
    }
    try (Container container = open(file)) {
      return reading.of(container);
    } catch (UnusableCheckpoint | IOException e) {
      throw new MissingInputException(
          """
          %s cannot be used as a PyTorch checkpoint: %s. Expected a state dict of plain tensors \
          written by torch.save, or a dict with one under "state_dict". \
          Copy the file again if it may be damaged; \
          otherwise load it in Python and save model.state_dict() alone."""
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private interface Reading<T> {
    T of(Container container) throws IOException, UnusableCheckpoint;
  }

  private static Container open(Path file) throws IOException, UnusableCheckpoint {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(4);
    }
    if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
      return ZipContainer.open(file);
    }
    if (start.length > 0 && start[0] == (byte) 0x80) {
      return LegacyContainer.open(file);
    }
    throw new UnusableCheckpoint(
        start.length == 0
            ? "it is empty"
            : "its first bytes are "
                + HexFormat.ofDelimiter(" ").formatHex(start)
                + ", neither a zip archive nor a pickle");
  }

  private static CheckpointContents contents(Container container) throws UnusableCheckpoint {
    List<TensorLayout> layouts = new ArrayList<>();
    references(container.root())
        .forEach(
            (name, tensor) ->
                layouts.add(new TensorLayout(name, tensor.storage().type(), tensor.shape())));
    Map<String, String> beside = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    String nesting = container.root() instanceof Pickled.Mapping root ? nesting(root) : null;
    if (nesting != null && container.root() instanceof Pickled.Mapping root) {
      root.items()
          .forEach(
              (key, value) -> {
                String name = key instanceof Pickled.Text t ? t.value() : key.kind();
                if (!name.equals(nesting)) {
                  beside.put(name, value.kind());
                  if (value instanceof Pickled.Text text) {
                    texts.put(name, text.value());
                  }
                }
              });
    }
    return new CheckpointContents(container.form(), nesting, beside, texts, layouts);
  }

  private static Map<String, StoredTensor> tensors(Container container, long fileLength)
      throws IOException, UnusableCheckpoint {
    Map<String, TensorReference> references = references(container.root());
    long limit = FREE_GROWTH_BYTES + LARGEST_GROWTH * fileLength;
    Map<StorageReference, List<String>> users = new LinkedHashMap<>();
    for (Map.Entry<String, TensorReference> entry : references.entrySet()) {
      TensorReference tensor = entry.getValue();
      limit -= tensor.bytes();
      if (limit < 0 || tensor.bytes() > Container.LONGEST_ARRAY) {
        throw new UnusableCheckpoint(
            "its tensors unfold to far more than the file's %s bytes, or one to more than 2 GiB"
                .formatted(fileLength));
      }
      users.computeIfAbsent(tensor.storage(), s -> new ArrayList<>()).add(entry.getKey());
    }
    // Copies by storage, so that only one storage is in memory at a time; then in the file's order.
    Map<String, StoredTensor> copies = new HashMap<>();
    for (Map.Entry<StorageReference, List<String>> entry : users.entrySet()) {
      byte[] bytes = container.storage(entry.getKey());
      for (String name : entry.getValue()) {
        copies.put(name, Objects.requireNonNull(references.get(name)).copy(bytes));
      }
    }
    Map<String, StoredTensor> ordered = new LinkedHashMap<>();
    references
        .keySet()
        .forEach(name -> ordered.put(name, Objects.requireNonNull(copies.get(name))));
    return ordered;
  }

  private static Map<String, TensorReference> references(Pickled root) throws UnusableCheckpoint {
    if (root instanceof Pickled.Instance module) {
      return ScriptTensors.of(module);
    }
    if (!(root instanceof Pickled.Mapping mapping)) {
      throw new UnusableCheckpoint("it holds " + root.kind() + ", not a state dict");
    }
    String nesting = nesting(mapping);
    return nesting != null
            && mapping.items().get(new Pickled.Text(nesting)) instanceof Pickled.Mapping nested
        ? ofStateDict(nested)
        : ofStateDict(mapping);
  }

  /** Returns the key of the state dict in a training checkpoint; null if the dict is one itself. */
  private static @Nullable String nesting(Pickled.Mapping root) {
    return NESTED.stream()
        .filter(key -> root.items().get(new Pickled.Text(key)) instanceof Pickled.Mapping)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, TensorReference> ofStateDict(Pickled.Mapping stateDict)
      throws UnusableCheckpoint {
    if (stateDict.items().isEmpty()) {
      throw new UnusableCheckpoint("its state dict is empty");
    }
    Map<String, TensorReference> references = new LinkedHashMap<>();
    for (Map.Entry<Pickled.Key, Pickled> entry : stateDict.items().entrySet()) {
      if (!(entry.getKey() instanceof Pickled.Text name)) {
        throw new UnusableCheckpoint("its state dict has " + entry.getKey().kind() + " as a name");
      }
      if (!(entry.getValue() instanceof Pickled.Tensor tensor)) {
        throw new UnusableCheckpoint(
            "its entry %s is %s where a tensor is expected"
                .formatted(UnusableCheckpoint.quote(name.value()), entry.getValue().kind()));
      }
      references.put(name.value(), tensor.reference());
    }
    return references;
  }
}
