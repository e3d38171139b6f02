package org.fedmas.images.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;

/** Small readable files of every format, by name. */
final class SeedFiles {

  private static final RgbImage PICTURE = Pictures.smooth(23, 17);

  private SeedFiles() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new TreeMap<>();
    BufferedImage rgb = Pictures.buffered(PICTURE, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage grey = Pictures.buffered(PICTURE, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage indexed = Pictures.buffered(PICTURE, BufferedImage.TYPE_BYTE_INDEXED);
    files.put("rgb.jpg", Pictures.jpeg(rgb, false));
    files.put("progressive.jpg", Pictures.jpeg(rgb, true));
    files.put("grey.jpg", Pictures.jpeg(grey, false));
    files.put("rgb.png", Pictures.png(rgb));
    files.put("indexed.png", Pictures.png(indexed));
    for (String format : new String[] {"bmp", "gif"}) {
      files.put("indexed." + format, written(indexed, format, null));
    }
    files.put("rgb.bmp", written(rgb, "bmp", null));
    files.put("runs.bmp", written(indexed, "bmp", "BI_RLE8"));
    for (String packing : new String[] {"LZW", "ZLib", "PackBits", "JPEG", "Deflate"}) {
      files.put(packing + ".tif", written(rgb, "tiff", packing));
    }
    files.put("indexed.tif", written(indexed, "tiff", "LZW"));
    files.put("deep.tif", deep());
    CodedFiles.PIXELS.keySet().forEach(name -> files.put(name, CodedFiles.file(name)));
    byte[] values = new byte[2 * 9 * 7];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i * 5);
    }
    files.put("grey.dcm", dicom(".1", 16).sequence(0x00081140).plain(values));
    files.put("implicit.dcm", dicom("", 16).sequence(0x00081140).plain(values));
    files.put("shared.dcm", colour(".1", "YBR_FULL_422").plain(new byte[6 * 5 * 2]));
    files.put("planes.dcm", colour(".1", "RGB").number(0x00280006, 1).plain(new byte[6 * 5 * 3]));
    files.put("palette.dcm", palette().plain(new byte[6 * 5]));
    files.put("jpeg2000.dcm", jpeg2000());
    files.put("runs.dcm", runs());
    files.put("tiles.tif", tiles());
    files.put("lossless.dcm", dicom(".4.70", 16).packed(LosslessWriter.write(ramp(), 12, 4)));
    files.put("baseline.dcm", dicom(".4.50", 8).packed(Pictures.jpeg(small(), false)));
    return files;
  }

  /** Returns 9×7 grey values of 12 bits. */
  static int[][] ramp() {
    int[][] values = new int[7][9];
    for (int y = 0; y < 7; y++) {
      for (int x = 0; x < 9; x++) {
        values[y][x] = 300 * y + 171 * x & 0xFFF;
      }
    }
    return values;
  }

  private static TinyDicom dicom(String syntax, int bits) {
    return new TinyDicom(syntax)
        .picture(9, 7, "MONOCHROME2", bits, bits == 16 ? 12 : 8)
        .text(0x00281050, "DS", "1000")
        .text(0x00281051, "DS", "2000");
  }

  private static TinyDicom colour(String syntax, String photometric) {
    return new TinyDicom(syntax).picture(6, 5, photometric, 8, 8);
  }

  private static TinyDicom palette() {
    TinyDicom dicom = colour(".1", "PALETTE COLOR");
    for (int channel = 0; channel < 3; channel++) {
      dicom.number(0x00281101 + channel, 2, 0, 16);
      dicom.bytes(0x00281201 + channel, new byte[4]);
    }
    return dicom;
  }

  private static byte[] jpeg2000() {
    return new TinyDicom(".4.91")
        .picture(12, 9, "YBR_RCT", 8, 8)
        .packed(CodedFiles.file("reversible.jp2"));
  }

  private static byte[] runs() {
    ByteBuffer packed = ByteBuffer.allocate(64 + 6).order(ByteOrder.LITTLE_ENDIAN);
    packed.putInt(1).putInt(64).position(64);
    packed.put((byte) -28).put((byte) 9).put((byte) 0).put((byte) 7);
    return new TinyDicom(".5").picture(6, 5, "MONOCHROME1", 8, 8).packed(packed.array());
  }

  private static byte[] tiles() {
    TinyTiff tiff = new TinyTiff(ByteOrder.LITTLE_ENDIAN, 5, 3).samples(4, 8, 2).with(338, 1);
    return tiff.tiles(4, 4).strip(new byte[64]).strip(new byte[64]).file();
  }

  private static BufferedImage small() {
    return Pictures.buffered(Pictures.smooth(9, 7), BufferedImage.TYPE_BYTE_GRAY);
  }

  private static byte[] deep() {
    ByteBuffer values = ByteBuffer.allocate(4 * 5 * 2).order(ByteOrder.BIG_ENDIAN);
    while (values.hasRemaining()) {
      values.putShort((short) (values.position() * 700));
    }
    return new TinyTiff(ByteOrder.BIG_ENDIAN, 4, 5).samples(1, 16, 1).strip(values.array()).file();
  }

  /** Returns the file that the JDK writes. */
  static byte[] written(BufferedImage image, String format, String packing) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (packing != null) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(packing);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
