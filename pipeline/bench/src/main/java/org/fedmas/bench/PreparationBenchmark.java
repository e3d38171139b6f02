package org.fedmas.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.images.ColourConstancy;
import org.fedmas.images.ImageDecoder;
import org.fedmas.images.Resize;
import org.fedmas.images.RgbImage;

/** Decode, shorter side to 224, shades of grey: exactly Pillow's pixels, against Pillow. */
final class PreparationBenchmark implements Benchmark {

  private static final String PILLOW = "Pillow";

  @Override
  public String name() {
    return "preprocess";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Path images = bench.images();
    if (images == null) {
      return Finding.ofNotes(name(), List.of("not measured: --images names no folder of pictures"));
    }
    Path folder = bench.work().resolve("native");
    List<Path> links = RealPictures.link(images.resolve("ISIC_2019_Training_Input"), folder);
    if (links.isEmpty()) {
      return Finding.ofNotes(name(), List.of("not measured: no pictures of native size there"));
    }
    List<Side> sides = new ArrayList<>();
    sides.add(new Side("fedmas exact path", () -> Meter.of(links.size(), () -> prepare(links))));
    if (Loader.isThere(bench)) {
      sides.add(Loader.side(bench, PILLOW, Loader.PREPARATION, folder, links.size()));
    }
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      prepare(links);
    }
    return Finding.interleaved(
            name(), "image", bench.turns(), sides, List.of(new Claim(PILLOW, 1.0)))
        .with(links.size() + " links to real pictures: 16 of 1024×1024, 13 of 600×450, one larger");
  }

  private static long prepare(List<Path> files) throws Exception {
    long sum = 0;
    for (Path file : files) {
      RgbImage source = ImageDecoder.decode(Files.readAllBytes(file), file.toString());
      RgbImage small = new Resize.ShorterSide(224).apply(source);
      sum += ColourConstancy.CLIP.apply(small).pixels().length;
    }
    return sum;
  }
}
