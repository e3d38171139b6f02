package org.fedmas.preprocess;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.json.Json;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.OfficialSplit;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.AttributeRow;

/** Digests of source images in recipes: identity, label, client and bytes of each. */
public final class SourceDigests {

  private SourceDigests() {}

  /** Returns the digest of these images, in this order. */
  public static Digest of(List<SourceImage> images, Function<SourceImage, Digest> digests) {
    ArrayNode list = Json.mapper().createArrayNode();
    for (SourceImage image : images) {
      list.add(row(image, digests.apply(image)));
    }
    return Digest.of(Json.canonical(list));
  }

  /** Returns the digest of a whole data set: images, class and client names, official split. */
  public static Digest of(DataSet dataSet, Function<SourceImage, Digest> digests) {
    ObjectNode json = Json.object();
    json.set("classes", Json.tree(dataSet.classes()));
    json.set("clients", Json.tree(dataSet.clients()));
    dataSet.officialSplit().ifPresent(split -> putPlaces(split, json.putObject("split")));
    json.put("images", of(dataSet.images(), digests).toString());
    return Digest.of(Json.canonical(json));
  }

  /** Returns the digest of a data set's attributes. */
  public static Digest ofAttributes(DataSet dataSet) {
    ArrayNode list = Json.mapper().createArrayNode();
    for (AttributeRow row : dataSet.attributes()) {
      list.add(Json.mapper().createArrayNode().add(row.imageId()).add(row.name()).add(row.value()));
    }
    return Digest.of(Json.canonical(list));
  }

  private static void putPlaces(OfficialSplit split, ObjectNode json) {
    split
        .places()
        .forEach((image, place) -> json.put(image, place.word().toUpperCase(Locale.ROOT)));
  }

  private static ObjectNode row(SourceImage image, Digest digest) {
    return Json.object()
        .put("image", image.imageId())
        .put("label", image.label())
        .put("client", image.client())
        .put("lesion", image.lesionId())
        .put("sha256", digest.toString());
  }
}
