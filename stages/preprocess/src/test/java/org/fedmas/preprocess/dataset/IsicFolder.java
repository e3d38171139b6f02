package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A small data folder of the form of ISIC 2019, one image per centre and two without lesion id. */
final class IsicFolder {

  static final String LABELS = "ISIC_2019_Training_GroundTruth.csv";
  static final String METADATA = "ISIC_2019_Training_Metadata.csv";
  static final String HAM10000 = "HAM10000_metadata";
  static final String SPLIT = "train_test_split";

  /** Those with a lesion id; their files hold their name instead of a JPEG. */
  static final List<String> IMAGES = List.of("I1", "I2", "I3", "I4", "I5", "I6");

  final Path path;

  IsicFolder(Path path) {
    this.path = path;
    write(
        LABELS,
        "image,MEL,NV,BCC,AK,BKL,DF,VASC,SCC,UNK",
        "I8,0.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0",
        "I1,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0",
        "I2,0.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0",
        "I3,0.0,0.0,0.0,0.0,0.0,1.0,0.0,0.0,0.0",
        "I4,0.0,0.0,0.0,1.0,0.0,0.0,0.0,0.0,0.0",
        "I5,0.0,0.0,0.0,0.0,1.0,0.0,0.0,0.0,0.0",
        "I6,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,0.0",
        "I7,0.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0");
    write(
        METADATA,
        "image,age_approx,anatom_site_general,lesion_id,sex",
        "I1,55,\"torso, anterior\",BCN_0000001,female",
        "I2,30,,HAM_0000002,female",
        "I3,,,HAM_0000003,",
        "I4,60,head/neck,HAM_0000004,male",
        "I5,60,,MSK4_0000005,male",
        "I6,60,,HAM_0000006,male",
        "I7,60,,,male",
        "I8,60,,,");
    write(
        HAM10000,
        "lesion_id,image_id,dx,dx_type,age,sex,localization,dataset",
        "HAM_0000002,I2,nv,histo,80.0,male,scalp,vidir_molemax",
        "HAM_0000003,I3,df,histo,80.0,male,scalp,vidir_modern",
        "HAM_0000004,I4,akiec,histo,80.0,male,scalp,rosendahl",
        "HAM_0000006,I6,akiec,histo,80.0,male,scalp,vienna_dias");
    write(
        SPLIT,
        "image,target,center,fold,fold2",
        "I6,7,5,test,test_5",
        "I1,0,0,train,train_0",
        "I2,1,1,train,train_1",
        "I3,5,2,test,test_2",
        "I4,3,3,train,train_3",
        "I5,4,4,train,train_4");
    IMAGES.forEach(image -> write("ISIC_2019_Training_Input/" + image + ".jpg", image));
  }

  /** Replaces text in one of the files, which must contain it. */
  IsicFolder with(String file, String text, String replacement) {
    try {
      String before = Files.readString(path.resolve(file));
      if (!before.contains(text)) {
        throw new IllegalArgumentException(file + " does not contain " + text);
      }
      Files.writeString(path.resolve(file), before.replace(text, replacement));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IsicFolder without(String... files) {
    Arrays.stream(files)
        .forEach(
            file -> {
              try {
                Files.delete(path.resolve(file));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return this;
  }

  private void write(String file, String... lines) {
    try {
      Files.createDirectories(path.resolve(file).getParent());
      Files.writeString(path.resolve(file), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
