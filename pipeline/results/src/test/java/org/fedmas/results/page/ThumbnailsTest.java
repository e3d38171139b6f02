package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.results.detail.ClassErrors;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {

  private static final int WIDTH = 200;
  private static final int HEIGHT = 100;

  @TempDir Path folder;
  private ArtifactStore store;
  private Manifest shard;

  @BeforeEach
  void commitAShardOfOneRedImage() throws IOException {
    store = new ArtifactStore(folder);
    Recipe recipe =
        Recipe.of(
            UnitKey.parse("preprocess/client-0/part-000"),
            1,
            new Config(Map.of()),
            Map.of(),
            Map.of(),
            null);
    Path staging = store.stage(new ArtifactRef(ArtifactKind.IMAGE_SHARD, recipe.fingerprint()));
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 200;
    }
    try (ImageShardWriter writer = new ImageShardWriter(staging.resolve(ImageShard.FILE))) {
      writer.write(
          new ImageRow(
              new ImageHeader("red", 0, 0, null, WIDTH, HEIGHT, Digest.of("red"), WIDTH, HEIGHT),
              pixels));
    }
    shard = store.commit(staging, ArtifactKind.IMAGE_SHARD, recipe);
  }

  private List<ClassErrors.Image> pictures(String... images) throws IOException {
    List<RunRecord.Unit> units =
        List.of(
            new RunRecord.Unit(
                "preprocess/client-0/part-000", shard.ref().path(), shard.content().toString()));
    List<ClassErrors.Image> errors =
        Arrays.stream(images)
            .map(image -> new ClassErrors.Image(image, 0, 1, 0.9, 0.1, null))
            .toList();
    return new Thumbnails(store, units).of(List.of(new ClassErrors(0, errors))).get(0).images();
  }

  @Test
  void theLongerSideIsBounded() throws IOException {
    BufferedImage picture = decoded(pictures("red").get(0));

    assertThat(picture.getWidth()).isEqualTo(Thumbnails.SIDE);
    assertThat(picture.getHeight()).isEqualTo(Thumbnails.SIDE / 2);
  }

  @Test
  void coloursStay() throws IOException {
    int middle = decoded(pictures("red").get(0)).getRGB(40, 20);

    assertThat(middle >> 16 & 0xff).isBetween(195, 205);
    assertThat(middle & 0xff).isLessThan(8);
  }

  @Test
  void anImageThatIsNotStoredHasNoPicture() throws IOException {
    assertThat(pictures("red", "blue")).extracting(ClassErrors.Image::picture).element(1).isNull();
  }

  @Test
  void aReleasedShardGivesNoPicture() throws IOException {
    store.release(shard);

    assertThat(pictures("red").get(0).picture()).isNull();
  }

  private static BufferedImage decoded(ClassErrors.Image image) throws IOException {
    String url = Objects.requireNonNull(image.picture());
    assertThat(url).startsWith("data:image/jpeg;base64,");
    byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
