package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;

/** Whole model states in safetensors files. */
public final class Safetensors {

  private Safetensors() {}

  /** Writes all tensors in the state's order; equal states in equal order give equal bytes. */
  public static void write(Path file, ModelState state) throws IOException {
    write(file, state, Map.of());
  }

  /**
   * Writes all tensors in the state's order.
   *
   * @param metadata texts by name for the header's {@code __metadata__}; empty for none
   */
  public static void write(Path file, ModelState state, Map<String, String> metadata)
      throws IOException {
    List<TensorLayout> layouts =
        state.tensors().entrySet().stream()
            .map(entry -> TensorLayout.of(entry.getKey(), entry.getValue()))
            .toList();
    try (SafetensorsWriter writer = new SafetensorsWriter(file, layouts, metadata)) {
      for (Map.Entry<String, StoredTensor> entry : state.tensors().entrySet()) {
        writer.append(entry.getKey(), entry.getValue());
      }
    }
  }

  /**
   * Writes the tensors of several files into one, in the order of the files, holding one tensor at
   * a time.
   *
   * @throws IllegalArgumentException if two files have a tensor of one name
   */
  public static void join(Path target, List<Path> files) throws IOException {
    List<TensorLayout> layouts = new ArrayList<>();
    for (Path file : files) {
      layouts.addAll(SafetensorsIndex.of(file).layouts());
    }
    try (SafetensorsWriter writer = new SafetensorsWriter(target, layouts)) {
      for (Path file : files) {
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
          for (String name : open.names()) {
            writer.append(name, open.tensor(name));
          }
        }
      }
    }
  }

  /**
   * Reads all tensors, in header order.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not a complete safetensors file
   */
  public static ModelState read(Path file) throws IOException {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      for (String name : open.names()) {
        tensors.put(name, open.tensor(name));
      }
      return new ModelState(tensors);
    }
  }

  /**
   * Returns the texts of the header's {@code __metadata__} by name; empty without any.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not a complete safetensors file
   */
  public static Map<String, String> metadata(Path file) throws IOException {
    return SafetensorsIndex.of(file).header().metadata();
  }
}
