package org.fedmas.pipeline.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.partition.PartitionSettings;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.AttributeRow;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The images of a data set that models are scored on, by client.
 *
 * @param dataSet the data set
 * @param clients names of the clients
 * @param images client → its images, in the order of their names
 */
public record LabelledData(
    DataSet dataSet, List<String> clients, Map<Integer, List<SourceImage>> images) {

  /** Returns all images, with the data set's own clients. */
  public static LabelledData all(DataSet dataSet) {
    Map<Integer, List<SourceImage>> images = new TreeMap<>();
    dataSet
        .images()
        .forEach(one -> images.computeIfAbsent(one.client(), k -> new ArrayList<>()).add(one));
    return new LabelledData(dataSet, dataSet.clients().stream().map(Client::name).toList(), images);
  }

  /**
   * Returns the test part, with the clients of the configuration.
   *
   * @throws MissingInputException if it has no image
   */
  public static LabelledData test(DataSet dataSet, PartitionSettings settings) {
    Map<String, SourceImage> byId = new HashMap<>();
    List<LabelledImage> labelled = new ArrayList<>();
    for (SourceImage image : dataSet.images()) {
      byId.put(image.imageId(), image);
      OfficialPlace place =
          dataSet.officialSplit().map(split -> split.place(image.imageId())).orElse(null);
      labelled.add(
          new LabelledImage(
              image.imageId(), image.client(), image.label(), image.lesionId(), place));
    }
    Map<Integer, List<SourceImage>> images = new TreeMap<>();
    for (PartitionRow row : settings.rows(labelled)) {
      SourceImage image = byId.get(row.imageId());
      if (row.part() == Part.TEST && image != null) {
        images.computeIfAbsent(row.client(), k -> new ArrayList<>()).add(image);
      }
    }
    if (images.isEmpty()) {
      throw new MissingInputException(
          "test part: found 0 images, expected at least 1. Score all images with --part all");
    }
    List<String> natural = dataSet.clients().stream().map(Client::name).toList();
    return new LabelledData(dataSet, settings.clients().names(natural), images);
  }

  /** Returns the number of images. */
  public int size() {
    return images.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Returns the number among a model's classes of each class of the data.
   *
   * @param names data set's class → model's class, for classes of other names
   * @throws ConfigException if images have a class that the model lacks
   */
  public int[] labels(List<String> modelClasses, Map<String, String> names, String model) {
    Set<Integer> present = new HashSet<>();
    images.values().forEach(own -> own.forEach(image -> present.add(image.label())));
    List<String> classes = dataSet.classes();
    int[] labels = new int[classes.size()];
    for (int c = 0; c < labels.length; c++) {
      labels[c] = modelClasses.indexOf(names.getOrDefault(classes.get(c), classes.get(c)));
      if (labels[c] < 0 && present.contains(c)) {
        throw new ConfigException(
            "class %s of the data: found no class of that name in model %s, expected one of %s. Name it: --map %s=CLASS"
                .formatted(classes.get(c), model, modelClasses, classes.get(c)));
      }
    }
    return labels;
  }

  /** Returns an image as the input of a predictor. */
  InputImage input(SourceImage image) {
    return dataSet
        .source(image)
        .map(file -> InputImage.of(image.imageId(), file))
        .orElseGet(
            () ->
                new InputImage(
                    image.imageId(), settings -> settings.prepare(dataSet.pixels(image))));
  }

  /** Returns image → attributes. */
  Map<String, TextColumns> attributes() {
    Map<String, TreeMap<String, String>> values = new HashMap<>();
    for (AttributeRow row : dataSet.attributes()) {
      values.computeIfAbsent(row.imageId(), k -> new TreeMap<>()).put(row.name(), row.value());
    }
    Map<String, TextColumns> columns = new HashMap<>();
    values.forEach((image, own) -> columns.put(image, new TextColumns(own)));
    return columns;
  }
}
