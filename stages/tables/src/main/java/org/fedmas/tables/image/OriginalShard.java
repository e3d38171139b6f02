package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/**
 * Source images at full size, by image id: the bytes of an image file, or pixels without a file.
 * They lie in safetensors files, so that one image is read without the others.
 */
public final class OriginalShard implements AutoCloseable {

  /** File name within an artifact. */
  public static final String FILE = "originals.safetensors";

  private final List<SafetensorsFile> files = new ArrayList<>();
  private final Map<String, SafetensorsFile> places = new HashMap<>();

  private OriginalShard() {}

  /** Returns an image file's bytes, [n]. */
  public static StoredTensor encoded(byte[] file) {
    return new StoredTensor(TensorType.U8, new long[] {file.length}, file);
  }

  /** Pixels, [height, width, 3] row by row, red, green, blue. */
  public static StoredTensor pixels(int width, int height, byte[] pixels) {
    return new StoredTensor(TensorType.U8, new long[] {height, width, 3}, pixels);
  }

  /** Writes originals in the map's order into an artifact's folder. */
  public static void write(Path folder, Map<String, StoredTensor> originals) throws IOException {
    Safetensors.write(folder.resolve(FILE), new ModelState(originals));
  }

  /**
   * Opens the originals of several artifacts as one.
   *
   * @throws MissingInputException if a file is not there
   * @throws CorruptArtifactException if a file has another format
   */
  public static OriginalShard open(List<Path> folders) throws IOException {
    OriginalShard shard = new OriginalShard();
    try {
      for (Path folder : folders) {
        SafetensorsFile file = SafetensorsFile.open(folder.resolve(FILE));
        shard.files.add(file);
        file.names().forEach(imageId -> shard.places.put(imageId, file));
      }
      return shard;
    } catch (IOException | RuntimeException e) {
      shard.close();
      throw e;
    }
  }

  /**
   * Returns one original, in one of the two forms.
   *
   * @throws MissingInputException if there is none of that id
   */
  public StoredTensor original(String imageId) throws IOException {
    SafetensorsFile file = places.get(imageId);
    if (file == null) {
      throw new MissingInputException(
          "no original of image %s among %s; run the preprocess stage for it"
              .formatted(imageId, places.size()));
    }
    return file.tensor(imageId);
  }

  @Override
  public void close() throws IOException {
    for (SafetensorsFile file : files) {
      file.close();
    }
  }
}
