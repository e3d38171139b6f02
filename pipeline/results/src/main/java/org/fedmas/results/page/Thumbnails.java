package org.fedmas.results.page;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.results.detail.ClassErrors;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;

/** Small pictures of prepared images, as far as the store of the run still has their pixels. */
record Thumbnails(ArtifactStore store, List<RunRecord.Unit> units) {

  /** The longer side of a picture in pixels. */
  static final int SIDE = 96;

  /** Returns the errors with pictures of their images. */
  List<ClassErrors> of(List<ClassErrors> errors) throws IOException {
    Set<String> wanted = new HashSet<>();
    errors.forEach(one -> one.images().forEach(image -> wanted.add(image.imageId())));
    Map<String, String> pictures = pictures(wanted);
    return errors.stream()
        .map(
            one ->
                new ClassErrors(
                    one.label(),
                    one.images().stream()
                        .map(image -> image.with(pictures.get(image.imageId())))
                        .toList()))
        .toList();
  }

  private Map<String, String> pictures(Set<String> wanted) throws IOException {
    Map<String, String> pictures = new HashMap<>();
    for (RunRecord.Unit unit : units) {
      if (unit.ref().kind() != ArtifactKind.IMAGE_SHARD || pictures.size() == wanted.size()) {
        continue;
      }
      Optional<Manifest> shard = store.find(unit.ref());
      if (shard.isPresent() && !store.isReleased(unit.ref())) {
        try (OpenArtifact open = store.openChecked(shard.get())) {
          read(open, wanted, pictures);
        }
      }
    }
    return pictures;
  }

  private static void read(OpenArtifact shard, Set<String> wanted, Map<String, String> pictures)
      throws IOException {
    if (!holdsAny(shard, wanted)) {
      return;
    }
    try (TableReader<ImageRow> rows = ImageShard.read(shard.file(ImageShard.FILE))) {
      while (rows.hasNext()) {
        ImageRow row = rows.next();
        if (wanted.contains(row.imageId())) {
          pictures.put(row.imageId(), dataUrl(row));
        }
      }
    }
  }

  /** Returns whether a shard holds one of the images; pixels are not read. */
  private static boolean holdsAny(OpenArtifact shard, Set<String> wanted) throws IOException {
    try (TableReader<ImageHeader> headers = ImageShard.headers(shard.file(ImageShard.FILE))) {
      while (headers.hasNext()) {
        if (wanted.contains(headers.next().imageId())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String dataUrl(ImageRow row) throws IOException {
    int width = row.header().width();
    int height = row.header().height();
    BufferedImage whole = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int red = row.pixels()[3 * i] & 0xff;
      int green = row.pixels()[3 * i + 1] & 0xff;
      int blue = row.pixels()[3 * i + 2] & 0xff;
      whole.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    double scale = Math.min(1.0, (double) SIDE / Math.max(width, height));
    int w = Math.max(1, (int) Math.round(width * scale));
    int h = Math.max(1, (int) Math.round(height * scale));
    BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = small.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.drawImage(whole, 0, 0, w, h, null);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(small, "jpeg", bytes);
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
