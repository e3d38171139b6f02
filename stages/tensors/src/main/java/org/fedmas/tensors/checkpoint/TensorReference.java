package org.fedmas.tensors.checkpoint;

import java.util.Arrays;
import java.util.List;
import org.fedmas.tables.model.StoredTensor;

/**
 * A tensor as a view into a storage; offset and strides count elements. {@link #of} checks the view
 * against its storage before any element is read.
 */
record TensorReference(StorageReference storage, long offset, long[] shape, long[] strides) {

  /** PyTorch's own limit on the number of dimensions. */
  private static final int MOST_DIMENSIONS = 64;

  static TensorReference of(
      StorageReference storage, long offset, Pickled.Tuple shape, Pickled.Tuple strides)
      throws UnusableCheckpoint {
    TensorReference tensor =
        new TensorReference(storage, offset, wholes(shape.items()), wholes(strides.items()));
    tensor.check();
    return tensor;
  }

  /** Returns the number of elements; 1 for a scalar. */
  long elements() {
    return StoredTensor.elements(shape);
  }

  /** Returns the size of its row-major copy in bytes. */
  long bytes() {
    return elements() * storage.type().bytes();
  }

  /** Returns a row-major copy of the elements from the bytes of the storage. */
  StoredTensor copy(byte[] source) {
    int width = storage.type().bytes();
    int length = Math.toIntExact(bytes());
    if (rowMajor()) {
      int start = length == 0 ? 0 : Math.toIntExact(offset * width);
      boolean whole = start == 0 && length == source.length;
      return new StoredTensor(
          storage.type(),
          shape,
          whole ? source : Arrays.copyOfRange(source, start, start + length));
    }
    byte[] target = new byte[length];
    long[] index = new long[shape.length];
    long from = offset;
    for (int to = 0; to < length; to += width) {
      System.arraycopy(source, Math.toIntExact(from * width), target, to, width);
      for (int d = shape.length - 1; d >= 0; d--) {
        from += strides[d];
        if (++index[d] < shape[d]) {
          break;
        }
        from -= strides[d] * shape[d];
        index[d] = 0;
      }
    }
    return new StoredTensor(storage.type(), shape, target);
  }

  private boolean rowMajor() {
    if (elements() == 0) {
      return true;
    }
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] != 1 && strides[d] != expected) {
        return false;
      }
      expected *= shape[d];
    }
    return true;
  }

  private void check() throws UnusableCheckpoint {
    if (shape.length != strides.length || shape.length > MOST_DIMENSIONS || offset < 0) {
      throw bad();
    }
    boolean empty = false;
    long elements = 1;
    long last = 0;
    for (int d = 0; d < shape.length; d++) {
      long steps = shape[d] - 1;
      if (shape[d] < 0 || strides[d] < 0) {
        throw bad();
      }
      if (shape[d] == 0) {
        empty = true;
        continue;
      }
      if (elements > StorageReference.MOST_ELEMENTS / shape[d]) {
        throw bad();
      }
      elements *= shape[d];
      if (steps > 0 && strides[d] > StorageReference.MOST_ELEMENTS / steps) {
        throw bad();
      }
      last += steps * strides[d];
    }
    if (!empty && (offset >= storage.elements() || last >= storage.elements() - offset)) {
      throw bad();
    }
  }

  private UnusableCheckpoint bad() {
    return new UnusableCheckpoint(
        "a tensor of shape %s, strides %s and offset %s does not fit storage %s of %s elements"
            .formatted(
                Arrays.toString(shape),
                Arrays.toString(strides),
                offset,
                storage.key(),
                storage.elements()));
  }

  private static long[] wholes(List<Pickled> items) throws UnusableCheckpoint {
    if (items.size() > MOST_DIMENSIONS) {
      throw new UnusableCheckpoint("a tensor has " + items.size() + " dimensions");
    }
    long[] values = new long[items.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(items.get(i) instanceof Pickled.Whole whole)) {
        throw new UnusableCheckpoint("a shape or stride is " + items.get(i).kind());
      }
      values[i] = whole.value();
    }
    return values;
  }
}
