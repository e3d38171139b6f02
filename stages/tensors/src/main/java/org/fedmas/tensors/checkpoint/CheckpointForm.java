package org.fedmas.tensors.checkpoint;

/** The file formats that model states come in. */
public enum CheckpointForm {
  /** A JSON header and raw elements. */
  SAFETENSORS("safetensors"),
  /** A zip archive of one pickle and raw storages: PyTorch 1.6 and later. */
  ARCHIVE("pytorch-zip"),
  /** A stream of pickles and raw storages: PyTorch before 1.6. */
  LEGACY("pytorch-legacy");

  private final String word;

  CheckpointForm(String word) {
    this.word = word;
  }

  /** Returns the word that users see. */
  public String word() {
    return word;
  }
}
