package org.fedmas.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.Decoding.Detail;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.Resize;

/**
 * The preparation of images (decode, shorter side to 224, shades of grey), compared with Pillow.
 */
final class PreparationBenchmark implements Benchmark {

  private static final String PILLOW = "Pillow";
  private static final String FAST = "fedmas fast path";

  @Override
  public String name() {
    return "preprocess";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Optional<List<Path>> found = RealPictures.of(bench);
    if (found.isEmpty()) {
      return Finding.ofNotes(name(), List.of(RealPictures.MISSING));
    }
    List<Path> links = found.get();
    List<Side> sides = new ArrayList<>();
    boolean turbo = JpegLibrary.LIBJPEG_TURBO.problem().isEmpty();
    JpegLibrary library = turbo ? JpegLibrary.LIBJPEG_TURBO : JpegLibrary.JDK;
    sides.add(side("fedmas exact path, " + library.id(), links, Detail.EXACT, library));
    if (turbo) {
      sides.add(side("fedmas exact path, jdk", links, Detail.EXACT, JpegLibrary.JDK));
      sides.add(side(FAST, links, Detail.FAST, library));
    }
    if (Loader.isThere(bench)) {
      sides.add(
          Loader.side(bench, PILLOW, Loader.PREPARATION, RealPictures.folder(bench), links.size()));
    }
    for (int warmUp = 0; warmUp < 2; warmUp++) {
      for (Side side : sides) {
        side.turn().take();
      }
    }
    return Finding.interleaved(
            name(), "image", bench.turns(), sides, List.of(new Claim(PILLOW, 1.0)))
        .with(FAST, new Claim(PILLOW, 0.5))
        .with(links.size() + " links to real pictures: 16 of 1024×1024, 13 of 600×450, one larger");
  }

  private static Side side(String name, List<Path> files, Detail detail, JpegLibrary library) {
    Decoding decoding = new Decoding(detail, library, Decoding.Orientation.STORED);
    return new Side(name, () -> Meter.of(files.size(), () -> prepare(files, decoding)));
  }

  private static long prepare(List<Path> files, Decoding decoding) throws Exception {
    Resize resize = new Resize.ShorterSide(224);
    long sum = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      RgbImage resized = ImageDecoder.resized(bytes, file.toString(), decoding, resize).image();
      sum += ColourConstancy.CLIP.apply(resized).pixels().length;
    }
    return sum;
  }
}
