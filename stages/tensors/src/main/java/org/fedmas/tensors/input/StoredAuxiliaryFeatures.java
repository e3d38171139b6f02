package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tensors.Transfer;

/** Features read from stored tables by image and view. */
record StoredAuxiliaryFeatures(FeatureTable table, Digest network) implements AuxiliaryFeatures {

  /**
   * Returns the features of some artifacts' folders.
   *
   * @throws CorruptArtifactException if they come from different networks
   */
  static StoredAuxiliaryFeatures open(List<Path> folders) throws IOException {
    Digest first = Summary.read(folders.get(0), AuxiliarySummary.class).digest();
    for (Path folder : folders) {
      Digest network = Summary.read(folder, AuxiliarySummary.class).digest();
      if (!network.equals(first)) {
        throw new CorruptArtifactException(
            "%s: features of the auxiliary network %s, expected %s as in %s"
                .formatted(folder, network, first, folders.get(0)));
      }
    }
    List<Path> files = folders.stream().map(f -> f.resolve(FeatureTable.FILE)).toList();
    return new StoredAuxiliaryFeatures(FeatureTable.openShared(files), first);
  }

  @Override
  public NDArray of(List<ViewedImage> images, PixelBatch pixels, NDManager owner) {
    int width = table.dimension();
    float[] values = new float[images.size() * width];
    for (int i = 0; i < images.size(); i++) {
      ViewedImage viewed = images.get(i);
      table.copy(viewed.image().id(), viewed.view().number(), values, i * width);
    }
    return Transfer.matrix(owner, values, images.size(), width);
  }

  @Override
  public Digest unchanged() {
    return network;
  }

  @Override
  public void close() {}
}
