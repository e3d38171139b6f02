package org.fedmas.inputs;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.inputs.archive.ArchiveLimits;

/** The published inputs that the configurations of this project use. */
public final class DataSources {

  /** Name of the folder of images. */
  public static final String IMAGES = "ISIC_2019_Training_Input";

  /** Name of the table of classes. */
  public static final String LABELS = "ISIC_2019_Training_GroundTruth.csv";

  /** Name of the table of lesions. */
  public static final String METADATA = "ISIC_2019_Training_Metadata.csv";

  /** Name of the table of cameras of the HAM10000 images. */
  public static final String HAM10000 = "HAM10000_metadata";

  /** Name of FLamby's table of training and test images. */
  public static final String SPLIT = "train_test_split";

  /** Name of the folder of HyperKvasir's labelled images. */
  public static final String KVASIR_IMAGES = "labeled-images";

  /** Name of HyperKvasir's split into five folds. */
  public static final String KVASIR_FIVE_FOLDS = "5_fold_split.csv";

  /** Name of HyperKvasir's split into two folds. */
  public static final String KVASIR_TWO_FOLDS = "2_fold_split.csv";

  private static final String ISIC = "https://isic-challenge-data.s3.amazonaws.com/2019/";
  private static final String FLAMBY =
      "https://raw.githubusercontent.com/owkin/FLamby/edacf54d5211520583b0133d55ac39b6fda8324b"
          + "/flamby/datasets/fed_isic2019/";
  private static final String MOCO_FOLDER =
      "https://dl.fbaipublicfiles.com/moco/moco_checkpoints/moco_v2_800ep/";
  private static final String MOCO = "moco_v2_800ep_pretrain.pth.tar";
  private static final String TORCHVISION = "https://download.pytorch.org/models/";

  private static final int ISIC_IMAGES = 25_331;
  private static final ArchiveLimits ISIC_LIMITS =
      new ArchiveLimits(26_000, 256L << 20, 40L << 30, 20);

  private static final String KVASIR = "https://datasets.simula.no/downloads/hyper-kvasir/";
  private static final String KVASIR_SPLITS =
      "https://raw.githubusercontent.com/simula/hyper-kvasir/5ae933b/official_splits/";
  private static final int KVASIR_COUNT = 10_662;
  private static final ArchiveLimits KVASIR_LIMITS =
      new ArchiveLimits(11_000, 256L << 20, 16L << 30, 20);

  private DataSources() {}

  /** Returns all sources, the images of ISIC 2019 first. */
  public static List<DataSource> all() {
    return Stream.concat(isic().stream(), onRequest().stream()).toList();
  }

  /** Returns the sources that are fetched only by name: HyperKvasir and transformer encoders. */
  public static List<DataSource> onRequest() {
    return Stream.concat(hyperKvasir().stream(), EncoderSources.all().stream()).toList();
  }

  private static List<DataSource> hyperKvasir() {
    return List.of(
        source(
            KVASIR_IMAGES,
            KVASIR + "hyper-kvasir-labeled-images.zip",
            3_928_814_344L,
            new ContentCheck.ImageArchive(KVASIR_IMAGES, KVASIR_COUNT, KVASIR_LIMITS, true),
            Licence.HYPER_KVASIR),
        source(
            KVASIR_FIVE_FOLDS,
            KVASIR_SPLITS + KVASIR_FIVE_FOLDS,
            621_410,
            sha256("0230b465bdf73c23e949c74e1d4d68c4905a758195ea6b69b10f32c71a3be426"),
            Licence.HYPER_KVASIR),
        source(
            KVASIR_TWO_FOLDS,
            KVASIR_SPLITS + KVASIR_TWO_FOLDS,
            621_410,
            new ContentCheck.TableForm(
                List.of("file-name", "class-name", "split-index"), KVASIR_COUNT, ';'),
            Licence.HYPER_KVASIR));
  }

  /** Returns the sources of ISIC 2019 and the checkpoints of convolutional networks. */
  public static List<DataSource> isic() {
    return List.of(
        source(
            IMAGES,
            ISIC + IMAGES + ".zip",
            9_800_000_000L,
            new ContentCheck.ImageArchive(IMAGES, ISIC_IMAGES, ISIC_LIMITS, false),
            Licence.ISIC_2019),
        source(
            METADATA,
            ISIC + METADATA,
            1_200_000,
            new ContentCheck.TableForm(List.of("image", "lesion_id"), ISIC_IMAGES, ','),
            Licence.ISIC_2019),
        source(
            LABELS,
            ISIC + LABELS,
            1_300_000,
            new ContentCheck.TableForm(
                List.of("image", "MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC", "UNK"),
                ISIC_IMAGES,
                ','),
            Licence.ISIC_2019),
        source(
            HAM10000,
            FLAMBY + HAM10000,
            690_218,
            sha256("de17ec44cb25ea9c3f6378ba18d69224c740afd62e86ec2edc6a894d6aa663d3"),
            Licence.HAM10000),
        source(
            SPLIT,
            FLAMBY + "dataset_creation_scripts/" + SPLIT,
            1_558_106,
            sha256("d0f9d0d0102f60d78b4c5f9f0ef32100881a8e92fe6c38644f980b3eb4e1a86c"),
            Licence.ISIC_2019,
            Licence.FLAMBY),
        source(
            MOCO,
            MOCO_FOLDER + MOCO,
            400_000_000,
            new ContentCheck.HashStart("MD5", "a04e12f8"),
            Licence.MOCO_V2),
        torchvision("resnet18-", "f37072fd", 47_000_000),
        torchvision("resnet50-", "0676ba61", 103_000_000),
        torchvision("resnet50-", "11ad3fa6", 103_000_000),
        torchvision("efficientnet_b0_rwightman-", "3dd342df", 22_000_000));
  }

  /** Returns a file of torchvision, whose name contains the first digits of its checksum. */
  private static DataSource torchvision(String start, String digits, long bytes) {
    String name = start + digits + ".pth";
    return source(name, TORCHVISION + name, bytes, sha256(digits), Licence.TORCHVISION);
  }

  private static ContentCheck sha256(String digits) {
    return new ContentCheck.HashStart("SHA-256", digits);
  }

  private static DataSource source(
      String name, String address, long bytes, ContentCheck check, Licence... licences) {
    return new DataSource(name, URI.create(address), bytes, check, List.of(licences));
  }
}
