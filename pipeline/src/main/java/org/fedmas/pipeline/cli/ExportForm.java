package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.checkpoint.PytorchStateDict;

/** The file formats of exported models, selected by the file's ending. */
enum ExportForm {
  /** A copy of the artifact's file. */
  SAFETENSORS,
  /** A state dict in the format of {@code torch.save}. */
  PYTORCH;

  static ExportForm of(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      return SAFETENSORS;
    }
    if (name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".pth.tar")) {
      return PYTORCH;
    }
    throw new ConfigException(
        "--to " + target + ": expected a file name that ends in .safetensors, .pth or .pth.tar");
  }

  /** Writes a model to a file that does not exist yet. */
  void write(ModelState model, Path target) throws IOException {
    switch (this) {
      case SAFETENSORS -> Safetensors.write(target, model);
      case PYTORCH -> PytorchStateDict.write(target, model);
    }
  }

  /** Writes a model, given as a safetensors file, to a file that does not exist yet. */
  void write(Path model, Path target) throws IOException {
    switch (this) {
      case SAFETENSORS -> Files.copy(model, target);
      case PYTORCH -> PytorchStateDict.write(target, Safetensors.read(model));
    }
  }
}
