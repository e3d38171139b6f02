package org.fedmas.pipeline.e2e;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * The writer of a small data set whose clients are hard for any method: {@code hard.csv} beside
 * {@code images/}. The client {@code nevi} has one class, the client {@code single} one image.
 */
final class HardClients {

  private static final String[] CLASSES = {"nevus", "melanoma", "wart"};
  private static final int[] COLOURS = {0x905030, 0x302018, 0xC09080};

  private final Path images;
  private final StringBuilder table = new StringBuilder("image,label,client,part\n");
  private final RandomStream noise = RandomKey.of(7).with("hard clients").stream();

  private HardClients(Path images) {
    this.images = images;
  }

  static void write(Path data) throws IOException {
    HardClients clients = new HardClients(Files.createDirectories(data.resolve("images")));
    clients.add("large", 14, 10, 6);
    clients.add("middle", 12, 0, 8);
    clients.add("nevi", 10, 0, 0);
    clients.add("second", 6, 5, 0);
    clients.add("single", 1, 0, 0);
    clients.add("small", 4, 6, 4);
    Files.writeString(data.resolve("hard.csv"), clients.table);
  }

  /** Adds a client with that many training images per class, and half as many test images. */
  private void add(String client, int... perClass) throws IOException {
    for (int label = 0; label < perClass.length; label++) {
      for (int i = 0; i < perClass[label] + perClass[label] / 2; i++) {
        String name = client + "-" + CLASSES[label] + "-" + i;
        ImageIO.write(picture(COLOURS[label]), "png", images.resolve(name + ".png").toFile());
        String part = i < perClass[label] ? "train" : "test";
        table.append(String.join(",", name, CLASSES[label], client, part)).append('\n');
      }
    }
  }

  private BufferedImage picture(int colour) {
    BufferedImage picture = new BufferedImage(36, 36, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 36 * 36; i++) {
      picture.setRGB(i % 36, i / 36, colour + 0x010101 * noise.below(32));
    }
    return picture;
  }
}
