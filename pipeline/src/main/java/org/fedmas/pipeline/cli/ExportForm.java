package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.checkpoint.PytorchStateDict;

/** The formats a model is written in; the target's ending says which. */
enum ExportForm {
  /** The very bytes of the artifact. */
  SAFETENSORS {
    @Override
    void write(Path model, Path target) throws IOException {
      Files.copy(model, target);
    }
  },
  /** What {@code torch.save} of a state dict leaves. */
  PYTORCH {
    @Override
    void write(Path model, Path target) throws IOException {
      PytorchStateDict.write(target, Safetensors.read(model));
    }
  };

  static ExportForm of(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      return SAFETENSORS;
    }
    if (name.endsWith(".pth") || name.endsWith(".pt")) {
      return PYTORCH;
    }
    throw new ConfigException(
        "--to " + target + ": expected a file name that ends in .safetensors or .pth");
  }

  /**
   * Writes the model in this form.
   *
   * @param model the artifact's safetensors file
   * @param target a file that is not there yet
   */
  abstract void write(Path model, Path target) throws IOException;
}
