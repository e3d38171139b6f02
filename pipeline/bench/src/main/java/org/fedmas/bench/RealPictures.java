package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fedmas.images.ImageSize;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;

/**
 * A folder of links to real pictures in the proportions of ISIC 2019: half of 1024×1024 pixels,
 * nearly half of 600×450, and a few larger ones. Reduced pictures are excluded.
 */
final class RealPictures {

  private static final int OF_1024 = 16;
  private static final int OF_600 = 13;
  private static final int LARGER = 1;

  /** The note of benchmarks that lack real pictures. */
  static final String MISSING =
      "not measured: --images expects a folder of pictures of native size";

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

  private RealPictures() {}

  static Path folder(Bench bench) {
    return bench.work().resolve("native");
  }

  /** Returns the links, created once; empty without real pictures. */
  static List<Path> of(Bench bench) throws IOException, ImageUnreadableException {
    Path folder = folder(bench);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        return list.sorted().toList();
      }
    }
    return bench.images() == null
        ? List.of()
        : link(bench.images().resolve("ISIC_2019_Training_Input"), folder);
  }

  private static List<Path> link(Path images, Path folder)
      throws IOException, ImageUnreadableException {
    List<Path> of1024 = new ArrayList<>();
    List<Path> of600 = new ArrayList<>();
    List<Path> larger = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> list = Files.list(images)) {
      files = list.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    for (Path file : files) {
      ImageSize size = ImageDecoder.size(Files.readAllBytes(file), file.toString());
      if (size.width() == 1024 && size.height() == 1024) {
        of1024.add(file);
      } else if (size.width() == 600 && size.height() == 450) {
        of600.add(file);
      } else if (size.pixels() > 1024L * 1024) {
        larger.add(file);
      }
    }
    List<Path> links = new ArrayList<>();
    if (!of1024.isEmpty() && !of600.isEmpty() && !larger.isEmpty()) {
      Files.createDirectories(folder);
      link(of1024, OF_1024, folder, links);
      link(of600, OF_600, folder, links);
      link(larger, LARGER, folder, links);
    }
    return links;
  }

  private static void link(List<Path> from, int count, Path folder, List<Path> links)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Path link = folder.resolve(String.format(Locale.ROOT, "%03d.jpg", links.size()));
      Files.createSymbolicLink(link, from.get(i % from.size()).toAbsolutePath());
      links.add(link);
    }
  }

  /**
   * Fills a data folder with many links to few images and a manifest that distributes them to three
   * clients.
   */
  static void repeat(List<Path> files, int count, Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    StringBuilder table = new StringBuilder("image,label,client\n");
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "%06d.jpg", i);
      Files.createSymbolicLink(images.resolve(name), files.get(i % files.size()).toRealPath());
      table.append("%s,class%s,client%s\n".formatted(name, i % 2, i % 3));
    }
    Files.writeString(folder.resolve("manifest.csv"), table);
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
  }
}
