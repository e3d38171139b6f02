package org.fedmas.tensors.checkpoint;

/** The file format of a model state. */
public enum CheckpointForm {
  /** Safetensors: a JSON header and raw elements. */
  SAFETENSORS("safetensors"),
  /** A ZIP archive of one pickle and raw storages: PyTorch 1.6 and later. */
  ARCHIVE("pytorch-zip"),
  /** A stream of pickles and raw storages: PyTorch before 1.6. */
  LEGACY("pytorch-legacy");

  private final String id;

  CheckpointForm(String id) {
    this.id = id;
  }

  /** Returns the name shown to users. */
  public String id() {
    return id;
  }
}
