package org.fedmas.pipeline.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fedmas.contract.json.Json;

/** The JSON-LD context of Croissant's terms. */
final class CroissantContext {

  private static final List<String> TERMS =
      List.of(
          "citeAs",
          "column",
          "extract",
          "field",
          "fileProperty",
          "fileObject",
          "fileSet",
          "format",
          "includes",
          "isLiveDataset",
          "jsonPath",
          "key",
          "md5",
          "parentField",
          "path",
          "recordSet",
          "references",
          "regex",
          "repeated",
          "replace",
          "separator",
          "source",
          "subField",
          "transform");

  private CroissantContext() {}

  static ObjectNode json() {
    ObjectNode context = Json.object();
    context.put("@language", "en");
    context.put("@vocab", "https://schema.org/");
    context.put("sc", "https://schema.org/");
    context.put("cr", "http://mlcommons.org/croissant/");
    context.put("dct", "http://purl.org/dc/terms/");
    context.put("conformsTo", "dct:conformsTo");
    context.putObject("data").put("@id", "cr:data").put("@type", "@json");
    context.putObject("dataType").put("@id", "cr:dataType").put("@type", "@vocab");
    TERMS.forEach(term -> context.put(term, "cr:" + term));
    return context;
  }
}
