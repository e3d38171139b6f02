package org.fedmas.tensors.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.SafetensorsFile;

/** Reader of model states from files of every known format; the content decides, not the name. */
public final class Checkpoint {

  /** Length of a safetensors file's start: the header's length, then its opening brace. */
  private static final int SAFETENSORS_START = Long.BYTES + 1;

  private Checkpoint() {}

  /**
   * Returns the tensors of a safetensors file or a PyTorch checkpoint, under the file's own names.
   *
   * @throws MissingInputException if the file is missing, damaged or of another format
   */
  public static ModelState read(Path file) {
    return translated(
        file, () -> isSafetensors(file) ? Safetensors.read(file) : PytorchCheckpoint.read(file));
  }

  /**
   * Returns the contents of a safetensors file or a PyTorch checkpoint without reading elements.
   * Damaged elements are not detected here.
   *
   * @throws MissingInputException if the file is missing, of another format or has a damaged
   *     structure
   */
  public static CheckpointContents contents(Path file) {
    return translated(
        file, () -> isSafetensors(file) ? safetensors(file) : PytorchCheckpoint.contents(file));
  }

  private static CheckpointContents safetensors(Path file) throws IOException {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      return new CheckpointContents(
          CheckpointForm.SAFETENSORS, null, Map.of(), open.metadata(), open.layouts());
    }
  }

  private static <T> T translated(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (CorruptArtifactException e) {
      // A published checkpoint is an input, not an artifact: no stage can recompute it.
      throw new MissingInputException(
          e.getMessage() + " Copy the checkpoint " + file + " again.", e);
    } catch (IOException e) {
      throw new MissingInputException(
          "cannot read the checkpoint " + file + ": " + e.getMessage() + ". Check its permissions.",
          e);
    }
  }

  private static boolean isSafetensors(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(SAFETENSORS_START);
      if (start.length < SAFETENSORS_START || start[Long.BYTES] != '{') {
        return false;
      }
      long headerLength = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      return headerLength > 0 && headerLength <= Files.size(file) - Long.BYTES;
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }
}
