package org.fedmas.preprocess;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.FlambyIsic;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.SampleDataSet;
import org.fedmas.preprocess.sample.SampleParameters;

/** Which images there are: the keys {@code dataset.*}. */
public sealed interface DataSetSettings {

  /** The keys' common prefix. */
  String PREFIX = "dataset";

  /** Name of the generated data set. */
  String SAMPLE = "sample";

  /** Name of ISIC 2019 as FLamby divides it. */
  String FLAMBY_ISIC = "flamby-isic";

  /**
   * Opens the data set.
   *
   * @param data folder of the raw inputs
   */
  DataSet open(Path data);

  /**
   * The same data set, with whatever images are there: for workers, once the driver has decided.
   */
  DataSet openPresent(Path data);

  /** Whether its images are files; otherwise they are generated. */
  default boolean readsFiles() {
    return !(this instanceof Sample);
  }

  /** Generated pictures. */
  record Sample(SampleParameters parameters) implements DataSetSettings {

    @Override
    public DataSet open(Path data) {
      return new SampleDataSet(parameters);
    }

    @Override
    public DataSet openPresent(Path data) {
      return open(data);
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
  }

  /** Reads all keys that the driver needs. */
  static DataSetSettings read(ConfigReader reader) {
    DataSetSettings settings = readForWorker(reader);
    if (settings instanceof Isic) {
      String missing = reader.choice("dataset.missing-images", "fail", List.of("fail", "skip"));
      return new Isic(missing.equals("skip") ? MissingImages.SKIP : MissingImages.FAIL);
    }
    return settings;
  }

  /** Reads the keys that decide bytes; what to do about missing images is the driver's. */
  static DataSetSettings readForWorker(ConfigReader reader) {
    String kind = reader.choice("dataset.kind", FLAMBY_ISIC, List.of(FLAMBY_ISIC, SAMPLE));
    if (kind.equals(FLAMBY_ISIC)) {
      return new Isic(MissingImages.SKIP);
    }
    SampleParameters otherwise = SampleParameters.DEFAULT;
    return new Sample(
        new SampleParameters(
            reader.integer("dataset.images", otherwise.images(), 60, 100_000),
            reader.whole("dataset.seed", otherwise.seed(), 0, Long.MAX_VALUE)));
  }
}
