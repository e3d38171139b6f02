package org.fedmas.pipeline.e2e;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.imageio.ImageIO;

/** A data folder in the form of FLamby's ISIC 2019, with small generated pictures. */
record IsicFolder(Path folder) {

  static final String LABELS = "ISIC_2019_Training_GroundTruth.csv";
  static final String METADATA = "ISIC_2019_Training_Metadata.csv";
  static final String IMAGES = "ISIC_2019_Training_Input";

  /** The configuration of a tiny run on this folder. */
  static final String CONFIG =
      TinyRun.CONFIG
          .replace("  kind: sample\n  images: 120\n", "  kind: flamby-isic\n")
          .replace("rounds: 2", "rounds: 1");

  private static final List<String> LESIONS =
      List.of("BCN_", "HAM_", "HAM_", "HAM_", "MSK4_", "HAM_");
  private static final List<String> DATASETS =
      List.of("", "vidir_molemax", "vidir_modern", "rosendahl", "", "vienna_dias");

  /** Creates a folder with empty tables. */
  static IsicFolder in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(IMAGES));
    IsicFolder isic = new IsicFolder(folder);
    isic.line(LABELS, "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK");
    isic.line(METADATA, "image,age_approx,anatom_site_general,lesion_id,sex");
    isic.line("HAM10000_metadata", "lesion_id,image_id,dx,dx_type,age,sex,localization,dataset");
    isic.line("train_test_split", "image,target,center,fold,fold2");
    return isic;
  }

  /** Creates a folder of two clients with eight images, enough for errors before training. */
  static IsicFolder small(Path folder) throws IOException {
    IsicFolder isic = in(folder);
    for (int i = 0; i < 8; i++) {
      isic.add(i, i % 2, i % 3, i < 6 ? "train" : "test");
    }
    return isic;
  }

  /** Adds an image of a class to a client. */
  void add(int number, int client, int label, String part) throws IOException {
    String image = image(number);
    StringBuilder cells = new StringBuilder();
    for (int c = 0; c < 9; c++) {
      cells.append(c == label ? ",1.0" : ",0.0");
    }
    String lesion = LESIONS.get(client) + "%07d".formatted(number);
    line(LABELS, image + cells);
    line(METADATA, image + ",50,anterior torso," + lesion + ",female");
    if (!DATASETS.get(client).isEmpty()) {
      line(
          "HAM10000_metadata",
          lesion + "," + image + ",nv,histo,50.0,male,back," + DATASETS.get(client));
    }
    line(
        "train_test_split",
        image + "," + label + "," + client + "," + part + "," + part + "_" + client);
    BufferedImage picture = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 48; x++) {
        picture.setRGB(
            x, y, ((label * 30 + x) << 16) | ((number * 5 + y) & 255) << 8 | client * 40);
      }
    }
    ImageIO.write(picture, "jpg", picture(number).toFile());
  }

  Path picture(int number) {
    return folder.resolve(IMAGES).resolve(image(number) + ".jpg");
  }

  /** Replaces text of a table. */
  void edit(String table, String before, String after) throws IOException {
    String text = Files.readString(folder.resolve(table));
    if (!text.contains(before)) {
      throw new AssertionError(table + " has no " + before);
    }
    Files.writeString(folder.resolve(table), text.replace(before, after));
  }

  static String image(int number) {
    return "ISIC_%07d".formatted(number);
  }

  private void line(String table, String line) throws IOException {
    Files.writeString(
        folder.resolve(table), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
