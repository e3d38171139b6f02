package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data folder of many links to few images, with a manifest that distributes them to three
 * clients.
 *
 * @param folder folder of the manifest and of the folder {@code images}
 */
record RepeatedPictures(Path folder) {

  /** A configuration with the same preparation as the comparison with Pillow. */
  static final String CONFIG =
      """
      dataset: {kind: manifest}
      split: {kind: random}
      image: {size: 224, colour-constancy: clip}
      model: {backbone: resnet18, weights: seeded}
      auxiliary: {network: imagenet-resnet18, weights: seeded}
      engine: {threads: 1}
      """;

  static RepeatedPictures of(List<Path> files, int count, Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    StringBuilder table = new StringBuilder("image,label,client\n");
    for (int i = 0; i < count; i++) {
      String name = String.format("%06d.jpg", i);
      Files.createSymbolicLink(images.resolve(name), files.get(i % files.size()).toRealPath());
      table.append(name).append(",class").append(i % 2).append(",client").append(i % 3);
      table.append('\n');
    }
    Files.writeString(folder.resolve("manifest.csv"), table);
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
    return new RepeatedPictures(folder);
  }
}
