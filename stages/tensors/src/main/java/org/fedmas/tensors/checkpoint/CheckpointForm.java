package org.fedmas.tensors.checkpoint;

import org.fedmas.contract.config.Named;

/** The file format of a model state. */
public enum CheckpointForm implements Named.EnumConstant {
  /** Safetensors: a JSON header and raw elements. */
  SAFETENSORS,
  /** A ZIP archive of one pickle and raw storages: PyTorch 1.6 and later. */
  PYTORCH_ZIP,
  /** A ZIP archive of a TorchScript module, of which only the values are read. */
  TORCHSCRIPT,
  /** A stream of pickles and raw storages: PyTorch before 1.6. */
  PYTORCH_LEGACY
}
