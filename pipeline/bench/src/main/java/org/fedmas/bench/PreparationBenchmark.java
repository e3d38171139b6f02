package org.fedmas.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.Decoding.Detail;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.Resize;

/** Image preparation (decode, shorter side to 224, shades of grey), compared with Pillow. */
final class PreparationBenchmark implements Benchmark {

  private static final String PILLOW = "Pillow";
  private static final String FAST = "fedmas fast path";

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Path> links = RealPictures.of(bench);
    if (links.isEmpty()) {
      return new Finding().with(RealPictures.MISSING);
    }
    boolean turbo = JpegLibrary.LIBJPEG_TURBO.problem().isEmpty();
    JpegLibrary library = turbo ? JpegLibrary.LIBJPEG_TURBO : JpegLibrary.JDK;
    Comparison sides = new Comparison();
    add(sides, "fedmas exact path, " + library.id(), links, Detail.EXACT, library);
    if (turbo) {
      add(sides, "fedmas exact path, jdk", links, Detail.EXACT, JpegLibrary.JDK);
      add(sides, FAST, links, Detail.FAST, library);
    }
    Loader.addTo(sides, bench, PILLOW, Loader.PREPARATION);
    sides.warmUp();
    sides.warmUp();
    return sides
        .measured("image", bench.turns(), new Claim(PILLOW, 1.0))
        .withRatio(FAST, new Claim(PILLOW, 0.5))
        .with(
            "%d links to real pictures: 16 of 1024×1024, 13 of 600×450, one larger", links.size());
  }

  private static void add(
      Comparison sides, String name, List<Path> files, Detail detail, JpegLibrary library) {
    Decoding decoding = new Decoding(detail, library, Decoding.Orientation.STORED);
    sides.with(name, () -> Meter.of(files.size(), () -> prepare(files, decoding)));
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
