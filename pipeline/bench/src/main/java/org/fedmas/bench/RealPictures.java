package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private RealPictures() {}

  /** Returns the folder of the links. */
  static Path folder(Bench bench) {
    return bench.work().resolve("native");
  }

  /** Returns the links, created once; empty without real pictures. */
  static Optional<List<Path>> of(Bench bench) throws IOException, ImageUnreadableException {
    Path folder = folder(bench);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> list = Files.list(folder)) {
        return Optional.of(list.sorted().toList());
      }
    }
    if (bench.images() == null) {
      return Optional.empty();
    }
    List<Path> links = link(bench.images().resolve("ISIC_2019_Training_Input"), folder);
    return links.isEmpty() ? Optional.empty() : Optional.of(links);
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
    if (of1024.isEmpty() || of600.isEmpty() || larger.isEmpty()) {
      return links;
    }
    Files.createDirectories(folder);
    link(of1024, OF_1024, folder, links);
    link(of600, OF_600, folder, links);
    link(larger, LARGER, folder, links);
    return links;
  }

  private static void link(List<Path> from, int count, Path folder, List<Path> links)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Path link = folder.resolve(String.format("%03d.jpg", links.size()));
      Files.createSymbolicLink(link, from.get(i % from.size()).toAbsolutePath());
      links.add(link);
    }
  }
}
