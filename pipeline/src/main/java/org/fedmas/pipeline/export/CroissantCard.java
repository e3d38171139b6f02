package org.fedmas.pipeline.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.json.Json;
import org.fedmas.preprocess.dataset.DataCounts;

/**
 * A data set in the format Croissant 1.1: its tables with digests, the pattern of its images, its
 * splits, classes and counts. No row of a table and no image is named.
 *
 * @param kind of the data set
 * @param data folder of the raw inputs
 * @param tables names of further tables below that folder
 * @param minimumCell least number of images of a count that is listed
 */
public record CroissantCard(
    String kind, DataCounts counts, Path data, List<String> tables, int minimumCell) {

  private static final String CONFORMS = "http://mlcommons.org/croissant/1.1";

  /** Returns the card; reads the tables for their digests. */
  public ObjectNode json() throws IOException {
    PublishedDataSet facts = PublishedDataSet.of(kind);
    ObjectNode json = Json.object();
    json.set("@context", CroissantContext.json());
    json.put("@type", "sc:Dataset");
    json.put("conformsTo", CONFORMS);
    json.put("name", facts.name());
    json.put(
        "description",
        "%s: %s images of %s classes, held by %s clients"
            .formatted(
                facts.name(), counts.total(), counts.classes().size(), counts.clients().size()));
    json.put("license", facts.licence());
    json.put("url", facts.address());
    json.putObject("creator").put("@type", "sc:Organization").put("name", facts.creator());
    json.put("datePublished", facts.published());
    json.put("version", "1.0.0");
    distribution(json.putArray("distribution"), facts);
    ArrayNode sets = json.putArray("recordSet");
    names(sets, "splits", "cr:Split", List.of("train", "test"));
    names(sets, "classes", "sc:Enumeration", counts.classes());
    counts(sets);
    images(sets);
    return json;
  }

  private void distribution(ArrayNode list, PublishedDataSet facts) throws IOException {
    for (List<String> names : List.of(facts.tables(), tables)) {
      for (String name : names) {
        Path file = data.resolve(name);
        if (Files.isRegularFile(file)) {
          list.addObject()
              .put("@type", "cr:FileObject")
              .put("@id", name)
              .put("name", name)
              .put("contentUrl", name)
              .put("contentSize", Files.size(file) + " B")
              .put("encodingFormat", "text/csv")
              .put("sha256", Digest.of(Files.readAllBytes(file)).hex());
        }
      }
    }
    list.addObject()
        .put("@type", "cr:FileSet")
        .put("@id", "image-files")
        .put("name", "image files")
        .put("encodingFormat", facts.images().endsWith(".png") ? "image/png" : "image/jpeg")
        .put("includes", facts.images());
  }

  private static ObjectNode set(ArrayNode sets, String id, String description) {
    return sets.addObject()
        .put("@type", "cr:RecordSet")
        .put("@id", id)
        .put("name", id)
        .put("description", description);
  }

  private static ObjectNode field(ArrayNode fields, String set, String name, String type) {
    return fields
        .addObject()
        .put("@type", "cr:Field")
        .put("@id", set + "/" + name)
        .put("name", name)
        .put("dataType", type);
  }

  private static void names(ArrayNode sets, String id, String type, List<String> names) {
    ObjectNode set = set(sets, id, "The names of all " + id);
    set.put("dataType", type);
    set.putObject("key").put("@id", id + "/name");
    field(set.putArray("field"), id, "name", "sc:Text");
    ArrayNode data = set.putArray("data");
    names.forEach(name -> data.addObject().put(id + "/name", name));
  }

  private void counts(ArrayNode sets) {
    ObjectNode set =
        set(
            sets,
            "counts",
            "Images by client, split and class; counts below %s are left out"
                .formatted(minimumCell));
    ArrayNode fields = set.putArray("field");
    field(fields, "counts", "client", "sc:Text");
    field(fields, "counts", "split", "sc:Text").putObject("references").put("@id", "splits/name");
    field(fields, "counts", "class", "sc:Text").putObject("references").put("@id", "classes/name");
    field(fields, "counts", "images", "sc:Integer");
    ArrayNode data = set.putArray("data");
    for (DataCounts.ClientCounts client : counts.clients()) {
      counts(data, client.client().name(), "train", client.train());
      counts(data, client.client().name(), "test", client.test());
    }
  }

  private void counts(ArrayNode data, String client, String split, List<Integer> images) {
    for (int c = 0; c < images.size(); c++) {
      if (images.get(c) >= minimumCell) {
        data.addObject()
            .put("counts/client", client)
            .put("counts/split", split)
            .put("counts/class", counts.classes().get(c))
            .put("counts/images", images.get(c));
      }
    }
  }

  private void images(ArrayNode sets) {
    ObjectNode set = set(sets, "images", "The images, one record each");
    ArrayNode fields = set.putArray("field");
    ObjectNode source = field(fields, "images", "image", "sc:ImageObject").putObject("source");
    source.putObject("fileSet").put("@id", "image-files");
    source.putObject("extract").put("fileProperty", "content");
    if (kind.equals("manifest") && !tables.isEmpty()) {
      for (String column : List.of("label", "client")) {
        ObjectNode cell = field(fields, "images", column, "sc:Text").putObject("source");
        cell.putObject("fileObject").put("@id", tables.get(0));
        cell.putObject("extract").put("column", column);
      }
    }
  }
}
