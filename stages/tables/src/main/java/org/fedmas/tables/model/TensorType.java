package org.fedmas.tables.model;

/** The element types of a stored tensor, with their safetensors names. */
public enum TensorType {
  F16(2),
  BF16(2),
  F32(4),
  F64(8),
  I8(1),
  U8(1),
  I16(2),
  I32(4),
  I64(8),
  BOOL(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
