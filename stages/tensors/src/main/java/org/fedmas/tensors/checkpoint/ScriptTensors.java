package org.fedmas.tensors.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of a TorchScript module, found in its attributes and in those of the modules inside
 * it. Attribute names joined by dots are the names of the state dict. Other attributes are ignored.
 */
final class ScriptTensors {

  private static final int DEEPEST = 64;
  private static final int MOST_ATTRIBUTES = 100_000;
  private static final int LONGEST_NAME = 1024;

  private final Map<String, TensorReference> tensors = new LinkedHashMap<>();
  private int attributes;

  private ScriptTensors() {}

  /**
   * Returns the tensors in the order of the file.
   *
   * @throws UnusableCheckpoint if modules contain each other, or far more often than any real ones
   */
  static Map<String, TensorReference> of(Pickled.Instance module) throws UnusableCheckpoint {
    ScriptTensors found = new ScriptTensors();
    found.add("", module, 0);
    if (found.tensors.isEmpty()) {
      throw new UnusableCheckpoint("its TorchScript module has no tensors");
    }
    return found.tensors;
  }

  private void add(String prefix, Pickled.Instance module, int depth) throws UnusableCheckpoint {
    for (Map.Entry<Pickled.Key, Pickled> attribute : module.attributes().entrySet()) {
      if (!(attribute.getKey() instanceof Pickled.Text text)) {
        throw new UnusableCheckpoint("an attribute is named by " + attribute.getKey().kind());
      }
      String name = prefix + text.value();
      attributes++;
      if (depth > DEEPEST || attributes > MOST_ATTRIBUTES || name.length() > LONGEST_NAME) {
        throw new UnusableCheckpoint("its TorchScript modules are nested too deeply or too often");
      }
      if (attribute.getValue() instanceof Pickled.Tensor tensor) {
        tensors.put(name, tensor.reference());
      } else if (attribute.getValue() instanceof Pickled.Instance inner) {
        add(name + ".", inner, depth + 1);
      }
    }
  }
}
