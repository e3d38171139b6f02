package org.fedmas.preprocess;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.preprocess.dataset.DataDescription;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.FlambyIsic;
import org.fedmas.preprocess.dataset.FlambyTables;
import org.fedmas.preprocess.dataset.FolderImages;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.SampleDataSet;
import org.fedmas.sampledata.SampleParameters;

/** Which images there are: the keys {@code dataset.*}. */
public sealed interface DataSetSettings {

  /** Name of the generated data set. */
  String SAMPLE = "sample";

  /** Name of ISIC 2019 as FLamby divides it. */
  String FLAMBY_ISIC = "flamby-isic";

  /** Name of data sets that a table describes. */
  String MANIFEST = "manifest";

  /** Name of data sets that lie in a folder per class. */
  String FOLDERS = "folders";

  /** The keys that decide what is prepared. */
  List<String> BYTE_KEYS =
      List.of(
          "dataset.kind",
          "dataset.images",
          "dataset.seed",
          "dataset.file",
          "dataset.folder",
          "dataset.layout",
          "dataset.classes");

  /**
   * Opens the data set.
   *
   * @param data folder of the raw inputs
   */
  DataSet open(Path data);

  /**
   * The same data set, with whatever images are there: for workers, once the driver has decided.
   */
  default DataSet openPresent(Path data) {
    return open(data);
  }

  /** What images there should be, from tables alone where there are tables. */
  default DataDescription describe(Path data) {
    return DataDescription.of(open(data));
  }

  /** Returns whether its images are files; otherwise they are generated. */
  default boolean readsFiles() {
    return !(this instanceof Sample);
  }

  /** Generated pictures. */
  record Sample(SampleParameters parameters) implements DataSetSettings {

    @Override
    public DataSet open(Path data) {
      return new SampleDataSet(parameters);
    }
  }

  /** ISIC 2019 in FLamby's six centres. */
  record Isic(MissingImages missing) implements DataSetSettings {

    @Override
    public DataSet open(Path data) {
      return FlambyIsic.open(data, missing);
    }

    @Override
    public DataSet openPresent(Path data) {
      return FlambyIsic.open(data, MissingImages.SKIP);
    }

    @Override
    public DataDescription describe(Path data) {
      return DataDescription.of(FlambyTables.read(data));
    }
  }

  /**
   * A table beside a folder of images.
   *
   * @param file the table, relative to the data folder, as is the image folder
   * @param classes in order; empty for those that the table names
   */
  record Manifest(String file, String folder, List<String> classes, MissingImages missing)
      implements DataSetSettings {

    @Override
    public DataSet open(Path data) {
      return FolderImages.ofManifest(data.resolve(file), data.resolve(folder), classes, missing);
    }

    @Override
    public DataSet openPresent(Path data) {
      return new Manifest(file, folder, classes, MissingImages.SKIP).open(data);
    }

    @Override
    public DataDescription describe(Path data) {
      return DataDescription.of(
          FolderImages.ofTable(data.resolve(file), data.resolve(folder), classes));
    }
  }

  /**
   * A folder per class, or per client and class.
   *
   * @param folder relative to the data folder
   * @param classes in order; empty for the folders' names
   */
  record Folders(String folder, Layout layout, List<String> classes) implements DataSetSettings {

    @Override
    public DataSet open(Path data) {
      return layout == Layout.CLASS
          ? FolderImages.ofClasses(data.resolve(folder), classes)
          : FolderImages.ofClientsAndClasses(data.resolve(folder), classes);
    }
  }

  /** How folders of images are nested. */
  enum Layout {
    /** A folder per class. */
    CLASS,
    /** A folder per client, in it a folder per class. */
    CLIENT_CLASS
  }

  /** Reads all keys that the driver needs. */
  static DataSetSettings read(ConfigReader reader) {
    DataSetSettings settings = readForWorker(reader);
    if (settings instanceof Isic) {
      return new Isic(missing(reader));
    }
    return settings instanceof Manifest manifest
        ? new Manifest(manifest.file(), manifest.folder(), manifest.classes(), missing(reader))
        : settings;
  }

  /** Reads the keys that decide bytes; what to do about missing images is the driver's. */
  static DataSetSettings readForWorker(ConfigReader reader) {
    String kind =
        reader.choice("dataset.kind", FLAMBY_ISIC, List.of(FLAMBY_ISIC, MANIFEST, FOLDERS, SAMPLE));
    return switch (kind) {
      case SAMPLE -> sample(reader);
      case MANIFEST ->
          new Manifest(
              relative(reader, "dataset.file", "manifest.csv"),
              relative(reader, "dataset.folder", "images"),
              reader.texts("dataset.classes"),
              MissingImages.SKIP);
      case FOLDERS ->
          new Folders(
              relative(reader, "dataset.folder", "images"),
              reader
                      .choice("dataset.layout", "class", List.of("class", "client-class"))
                      .equals("class")
                  ? Layout.CLASS
                  : Layout.CLIENT_CLASS,
              reader.texts("dataset.classes"));
      default -> new Isic(MissingImages.SKIP);
    };
  }

  private static Sample sample(ConfigReader reader) {
    SampleParameters otherwise = SampleParameters.DEFAULT;
    return new Sample(
        new SampleParameters(
            reader.integer("dataset.images", otherwise.images(), 60, 100_000),
            reader.whole("dataset.seed", otherwise.seed(), 0, Long.MAX_VALUE)));
  }

  private static MissingImages missing(ConfigReader reader) {
    String missing = reader.choice("dataset.missing-images", "fail", List.of("fail", "skip"));
    return missing.equals("skip") ? MissingImages.SKIP : MissingImages.FAIL;
  }

  private static String relative(ConfigReader reader, String key, String otherwise) {
    String path = reader.text(key, otherwise);
    if (Path.of(path).isAbsolute()) {
      reader.problem(key, "a path relative to the data folder (--data)");
    }
    return path;
  }
}
