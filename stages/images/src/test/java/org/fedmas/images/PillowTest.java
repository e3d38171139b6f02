package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.decode.PreparedPicture;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.PictureHeader;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.turbo.NativeJpeg;
import org.fedmas.images.turbo.TurboJpeg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of decoding against Pillow, byte for byte, on files that Pillow writes here. */
class PillowTest {

  private static final Resize SQUARE = new Resize.Squash(24);
  private static final Decoding TURBO =
      new Decoding(Decoding.Detail.EXACT, JpegLibrary.LIBJPEG_TURBO, Decoding.Orientation.STORED);

  /** Odd and even sizes, all kinds of sampling, quality, order of scans and colour. */
  private static final String FILES =
      """
      from PIL import Image
      import math
      def picture(w, h, k):
          im = Image.new('RGB', (w, h))
          im.putdata([(int(128 + 120 * math.sin(x * .21 + k)), (x * y + 31 * k) % 256,
                       int(128 + 90 * math.cos((x + y) * .13))) for y in range(h) for x in range(w)])
          return im
      n = 0
      def keep(im, kind, **options):
          global n
          name = '%03d.%s' % (n, kind)
          im.save(name, **options)
          back = Image.open(name).convert('RGB')
          open(name + '.rgb', 'wb').write(back.tobytes())
          n += 1
      for k, (w, h) in enumerate([(1, 1), (2, 3), (8, 8), (17, 9), (33, 31), (64, 48), (95, 71), (150, 113)]):
          im = picture(w, h, k)
          for sampling in (0, 1, 2):
              for quality in (35, 92, 100):
                  keep(im, 'jpg', quality=quality, subsampling=sampling)
              keep(im, 'jpg', quality=80, subsampling=sampling, progressive=True)
              keep(im, 'jpg', quality=80, subsampling=sampling, optimize=True)
          keep(im.convert('L'), 'jpg', quality=75)
          keep(im.convert('CMYK'), 'jpg', quality=90)
          keep(im, 'png')
          keep(im.convert('L'), 'png')
          keep(im.convert('LA'), 'png')
          keep(im.convert('RGBA'), 'png')
          keep(im.quantize(16), 'png')
          keep(im.convert('1'), 'png')
      """;

  /** Other formats, with the compressions and kinds of colour that Pillow writes. */
  private static final String OTHERS =
      """
      from PIL import Image, features
      import math
      n = 0
      def keep(im, kind, **options):
          global n
          name = '%03d.%s' % (n, kind)
          im.save(name, **options)
          back = Image.open(name).convert('RGB')
          open(name + '.rgb', 'wb').write(back.tobytes())
          n += 1
      for k, (w, h) in enumerate([(1, 1), (17, 9), (95, 71), (150, 113)]):
          im = Image.new('RGB', (w, h))
          im.putdata([(int(128 + 120 * math.sin(x * .21 + k)), (x * y + 31 * k) % 256,
                       int(128 + 90 * math.cos((x + y) * .13))) for y in range(h) for x in range(w)])
          clear = im.convert('RGBA')
          clear.putalpha(im.convert('L'))
          for one in (im, im.convert('L'), im.convert('1'), im.quantize(16), im.quantize(200)):
              keep(one, 'bmp')
              keep(one, 'gif')
              for packing in ('raw', 'tiff_lzw', 'tiff_adobe_deflate', 'packbits'):
                  keep(one, 'tif', compression=packing)
          for packing in ('raw', 'tiff_lzw', 'jpeg'):
              keep(im.convert('CMYK'), 'tif', compression=packing)
          for one in (im, im.convert('L')):
              keep(one, 'tif', compression='jpeg')
              keep(one, 'tif', compression='tiff_lzw', tiffinfo={317: 2})
          if features.check('webp'):
              for one in (im, clear):
                  keep(one, 'webp', quality=70)
                  keep(one, 'webp', lossless=True)
          if features.check('jpg_2000'):
              for one in (im, im.convert('L'), clear):
                  keep(one, 'jp2')
                  keep(one, 'jp2', irreversible=True, quality_mode='rates', quality_layers=[8])
                  keep(one, 'jp2', tile_size=(32, 32))
      """;

  private static final String TURNED =
      """
      from PIL import Image, ImageOps
      im = Image.new('RGB', (40, 24))
      im.putdata([(x * 6, y * 10, (x * y) % 256) for y in range(24) for x in range(40)])
      for o in range(1, 9):
          exif = Image.Exif()
          exif[0x0112] = o
          for name in ('%d.jpg' % o, '%d.png' % o):
              im.save(name, exif=exif)
              back = ImageOps.exif_transpose(Image.open(name)).convert('RGB')
              open(name + '.rgb', 'wb').write(back.tobytes())
      """;

  @TempDir Path folder;

  @Test
  void everyKindOfFileHasPillowsPixels() throws Exception {
    Pillow.run(folder, FILES, List.of());
    int compared = 0;
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      RgbImage expected = Pillow.pixels(file, ImageDecoder.size(bytes, file.toString()));
      for (Map.Entry<String, RgbImage> decoded : everyWay(bytes).entrySet()) {
        assertThat(decoded.getValue()).as("%s by %s", file, decoded.getKey()).isEqualTo(expected);
        compared++;
      }
    }
    // 128 JPEG files with one or three components, and others, which only the JDK reads
    assertThat(compared).isEqualTo(2 * 184 + 128 * TurboJpeg.builds().size());
  }

  @Test
  void otherFormatsHavePillowsPixels() throws Exception {
    Pillow.run(folder, OTHERS, List.of());
    int compared = 0;
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      RgbImage expected = Pillow.pixels(file, ImageDecoder.size(bytes, file.toString()));
      assertThat(ImageDecoder.decode(bytes, "picture")).as("%s", file).isEqualTo(expected);
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(4 * 37);
  }

  @Test
  void picturesAreTurnedAsPillowTurnsThem() throws Exception {
    Pillow.run(folder, TURNED, List.of());
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      for (JpegLibrary library : libraries()) {
        Decoding decoding =
            new Decoding(Decoding.Detail.EXACT, library, Decoding.Orientation.UPRIGHT);
        PreparedPicture picture =
            ImageDecoder.decode(bytes, "picture", decoding, SQUARE, (rows, size) -> rows.image());
        boolean sideways = file.getFileName().toString().charAt(0) >= '5';
        assertThat(picture.source())
            .as("%s", file)
            .isEqualTo(sideways ? new ImageSize(24, 40) : new ImageSize(40, 24));
        assertThat(picture.image())
            .as("%s by %s", file, library)
            .isEqualTo(Pillow.pixels(file, picture.source()));
      }
    }
  }

  @Test
  void realPhotographsHavePillowsPixels() throws Exception {
    String chosen = System.getProperty("fedmas.isic", "");
    assumeTrue(!chosen.isBlank(), "skipped: fedmas.isic names no folder of ISIC 2019 images");
    Path photographs = Path.of(chosen).resolve("ISIC_2019_Training_Input").toAbsolutePath();
    assumeTrue(Files.isDirectory(photographs), "skipped: there is no folder " + photographs);
    Pillow.run(
        folder,
        """
        import hashlib, os, sys
        from PIL import Image
        with open('expected.txt', 'w') as out:
            for name in sorted(os.listdir(sys.argv[1])):
                rgb = Image.open(os.path.join(sys.argv[1], name)).convert('RGB')
                small = rgb.resize((224, 224), Image.BILINEAR)
                out.write(name)
                for image in (rgb, small):
                    out.write(' ' + hashlib.sha256(image.tobytes()).hexdigest())
                out.write('\\n')
        """,
        List.of(photographs.toString()));
    List<String> expected = Files.readAllLines(folder.resolve("expected.txt"));
    assertThat(expected).isNotEmpty();
    for (String line : expected) {
      String[] words = line.split(" ", -1);
      byte[] bytes = Files.readAllBytes(photographs.resolve(words[0]));
      for (Map.Entry<String, RgbImage> decoded : everyWay(bytes).entrySet()) {
        assertThat(Digest.of(decoded.getValue().pixels()).hex())
            .as("%s by %s", words[0], decoded.getKey())
            .isEqualTo(words[1]);
      }
      RgbImage small = ImageDecoder.resized(bytes, words[0], TURBO, new Resize.Squash(224)).image();
      assertThat(Digest.of(small.pixels()).hex()).as(words[0]).isEqualTo(words[2]);
    }
  }

  /**
   * Returns the whole picture by the JDK, as the pipeline chooses, and by every build that works.
   */
  private static Map<String, RgbImage> everyWay(byte[] bytes) throws Exception {
    Map<String, RgbImage> images = new TreeMap<>();
    images.put("the JDK", ImageDecoder.decode(bytes, "picture"));
    images.put(
        "libjpeg-turbo",
        ImageDecoder.decode(bytes, "picture", TURBO, SQUARE, (rows, size) -> rows.image()).image());
    if (PictureHeader.of(bytes) instanceof JpegHeader header && header.colours().components < 4) {
      for (NativeJpeg build : TurboJpeg.builds()) {
        images.put(
            build.getClass().getSimpleName(),
            TurboJpeg.decode(build, bytes, header, 1, PixelRows::image).orElseThrow());
      }
    }
    return images;
  }

  private static List<JpegLibrary> libraries() {
    return Stream.of(JpegLibrary.values())
        .filter(library -> library.problem().equals(Optional.empty()))
        .toList();
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed
          .filter(file -> PictureFormat.endsLikePicture(file.toString()))
          .sorted()
          .toList();
    }
  }
}
