package org.fedmas.preprocess;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.preprocess.dataset.ClassFolders;
import org.fedmas.preprocess.dataset.DataDescription;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.FlambyIsic;
import org.fedmas.preprocess.dataset.FlambyTables;
import org.fedmas.preprocess.dataset.HyperKvasir;
import org.fedmas.preprocess.dataset.KvasirSplit;
import org.fedmas.preprocess.dataset.ManifestData;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.SampleDataSet;
import org.fedmas.sampledata.SampleParameters;
import org.fedmas.sampledata.SamplePicture;

/** The source of the images: the keys {@code dataset.*} that decide pixels. */
public sealed interface DataSetSettings extends Named {

  /** Name of the generated data set. */
  String SAMPLE = "sample";

  String FOLDER = "dataset.folder";

  String CLASSES = "dataset.classes";

  static DataSetSettings read(ConfigReader reader) {
    return choice().read(reader).configured(reader);
  }

  static Choice<DataSetSettings> choice() {
    return Choice.of(
        "dataset.kind",
        "flamby-isic",
        new Isic(),
        new Kvasir(KvasirSplit.FIVE_FOLDS),
        new Manifest("manifest.csv", "images", List.of()),
        new Folders("images", Layout.CLASS, List.of()),
        new Sample(SampleParameters.DEFAULT));
  }

  /** Returns this kind with its parameters as configured. */
  default DataSetSettings configured(ConfigReader reader) {
    return this;
  }

  /**
   * Opens the data set.
   *
   * @param data folder of the raw inputs
   * @param missing the treatment of images that tables name and the folder lacks
   */
  DataSet open(Path data, MissingImages missing);

  /** Returns the images that tables name, from the tables alone where there are tables. */
  default DataDescription describe(Path data) {
    return DataDescription.of(open(data, MissingImages.FAIL));
  }

  /** Returns the class names in order, as far as the configuration alone tells them. */
  default List<String> knownClasses() {
    return List.of();
  }

  /** Returns whether the images are files; otherwise they are generated. */
  default boolean readsFiles() {
    return true;
  }

  /** Returns whether a table or a link may name images that are not in the folder. */
  default boolean namesImages() {
    return false;
  }

  /** Returns whether the data set is ISIC 2019, whose sources are known. */
  default boolean isIsic() {
    return false;
  }

  /** Generated pictures. */
  record Sample(SampleParameters parameters) implements DataSetSettings {

    @Override
    public String id() {
      return SAMPLE;
    }

    @Override
    public Sample configured(ConfigReader reader) {
      return new Sample(
          new SampleParameters(
              reader.integer("dataset.images", parameters.images(), 60, 100_000),
              reader.whole("dataset.seed", parameters.seed(), 0, Long.MAX_VALUE)));
    }

    @Override
    public DataSet open(Path data, MissingImages missing) {
      return new SampleDataSet(parameters);
    }

    @Override
    public List<String> knownClasses() {
      return SamplePicture.classes();
    }

    @Override
    public boolean readsFiles() {
      return false;
    }
  }

  /** ISIC 2019 in FLamby's six centres. */
  record Isic() implements DataSetSettings {

    @Override
    public String id() {
      return "flamby-isic";
    }

    @Override
    public DataSet open(Path data, MissingImages missing) {
      return FlambyIsic.open(data, missing);
    }

    @Override
    public List<String> knownClasses() {
      return FlambyTables.CLASSES;
    }

    @Override
    public DataDescription describe(Path data) {
      return DataDescription.of(FlambyTables.read(data));
    }

    @Override
    public boolean namesImages() {
      return true;
    }

    @Override
    public boolean isIsic() {
      return true;
    }
  }

  /**
   * HyperKvasir in its published folders.
   *
   * @param split the published split to use
   */
  record Kvasir(KvasirSplit split) implements DataSetSettings {

    @Override
    public String id() {
      return "hyper-kvasir";
    }

    @Override
    public Kvasir configured(ConfigReader reader) {
      return new Kvasir(KvasirSplit.choice().read(reader));
    }

    @Override
    public DataSet open(Path data, MissingImages missing) {
      return HyperKvasir.open(data, split.id(), missing);
    }

    @Override
    public DataDescription describe(Path data) {
      return HyperKvasir.describe(data, split.id());
    }

    @Override
    public boolean namesImages() {
      return true;
    }
  }

  /**
   * A table beside a folder of images.
   *
   * @param file the table, relative to the data folder, as is the image folder
   * @param classes in order; empty for those that the table names
   */
  record Manifest(String file, String folder, List<String> classes) implements DataSetSettings {

    @Override
    public String id() {
      return "manifest";
    }

    @Override
    public Manifest configured(ConfigReader reader) {
      return new Manifest(
          relative(reader, "dataset.file", file),
          relative(reader, FOLDER, folder),
          listedClasses(reader));
    }

    @Override
    public DataSet open(Path data, MissingImages missing) {
      return ManifestData.open(data.resolve(file), data.resolve(folder), classes, missing);
    }

    @Override
    public DataDescription describe(Path data) {
      return DataDescription.of(
          ManifestData.table(data.resolve(file), data.resolve(folder), classes));
    }

    @Override
    public List<String> knownClasses() {
      return classes;
    }

    @Override
    public boolean namesImages() {
      return true;
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
    public String id() {
      return "folders";
    }

    @Override
    public Folders configured(ConfigReader reader) {
      return new Folders(
          relative(reader, FOLDER, folder),
          Choice.of("dataset.layout", Layout.CLASS.id(), Layout.values()).read(reader),
          listedClasses(reader));
    }

    @Override
    public DataSet open(Path data, MissingImages missing) {
      return layout == Layout.CLASS
          ? ClassFolders.pool(data.resolve(folder), classes, missing)
          : ClassFolders.ofClients(data.resolve(folder), classes, missing);
    }

    @Override
    public DataDescription describe(Path data) {
      return DataDescription.of(open(data, MissingImages.SKIP));
    }

    @Override
    public List<String> knownClasses() {
      return classes;
    }

    @Override
    public boolean namesImages() {
      return true;
    }
  }

  /** The nesting of folders of images. */
  enum Layout implements Named.EnumConstant {
    /** A folder per class. */
    CLASS,
    /** A folder per client, in it a folder per class. */
    CLIENT_CLASS
  }

  private static List<String> listedClasses(ConfigReader reader) {
    List<String> classes = reader.texts(CLASSES);
    if (classes.stream().map(NameRule::likeness).distinct().count() < classes.size()) {
      reader.problem(CLASSES, "names that differ in more than case, white space or Unicode form");
    }
    return classes;
  }

  private static String relative(ConfigReader reader, String key, String otherwise) {
    String path = reader.text(key, otherwise);
    try {
      if (Path.of(path).isAbsolute()) {
        reader.problem(key, "a path relative to the data folder (--data)");
      }
    } catch (InvalidPathException e) {
      reader.problem(key, "a path that the file system can have (" + e.getReason() + ")");
    }
    return path;
  }
}
