package org.fedmas.pipeline.export;

import java.nio.file.Path;
import java.util.Locale;
import org.fedmas.contract.error.ConfigException;

/** The forms of exported models, selected by the target's ending. */
public enum ExportForm {
  /** A safetensors file whose header describes the model. */
  SAFETENSORS,
  /** A state dict in the format of {@code torch.save}. */
  PYTORCH,
  /** A graph in the format ONNX. */
  ONNX,
  /** A folder as MONAI's bundles have it. */
  MONAI,
  /** A model card in Markdown. */
  CARD;

  /**
   * Returns the form of a target.
   *
   * @throws ConfigException if its name ends otherwise
   */
  public static ExportForm of(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".safetensors")) {
      return SAFETENSORS;
    }
    if (name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".pth.tar")) {
      return PYTORCH;
    }
    if (name.endsWith(".onnx")) {
      return ONNX;
    }
    if (name.endsWith(".bundle")) {
      return MONAI;
    }
    if (name.endsWith(".md")) {
      return CARD;
    }
    throw new ConfigException(
        ("--to %s: expected a name that ends in .safetensors, .pth or .pth.tar, .onnx, .bundle (a"
                + " folder for MONAI) or .md (a model card)")
            .formatted(target));
  }
}
