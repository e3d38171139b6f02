package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tensors.checkpoint.CheckpointContents;
import org.fedmas.tensors.checkpoint.StateDifference;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.encoder.VisionTransformer;

/**
 * The output of {@code checkpoint inspect} for one file.
 *
 * @param bytes the file's length
 * @param differences name of a backbone or encoder → differences between the file and it
 */
record CheckpointReport(
    Path file, long bytes, CheckpointContents contents, Map<String, StateDifference> differences) {

  static CheckpointReport of(Path file, CheckpointContents contents) throws IOException {
    Map<String, StateDifference> differences = new LinkedHashMap<>();
    List<FeatureExtractor> known = new ArrayList<>(Backbone.choice().members());
    known.addAll(VisionTransformer.PUBLISHED);
    for (FeatureExtractor extractor : known) {
      differences.put(extractor.id(), BackboneCheckpoint.difference(contents, extractor));
    }
    return new CheckpointReport(file, Files.size(file), contents, differences);
  }

  List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + contents.form().id() + ", " + bytes + " bytes");
    if (contents.nesting() != null) {
      lines.add("state dict under: " + contents.nesting());
    }
    contents.beside().forEach((key, kind) -> lines.add("beside it: " + plain(key) + ", " + kind));
    if (!contents.prefix().isEmpty()) {
      long inside = contents.backbone().size();
      lines.add(
          "backbone under: %s (%s tensors; %s others are ignored)"
              .formatted(contents.prefix(), inside, contents.tensors().size() - inside));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%d tensors, %d elements, %d bytes",
            contents.tensors().size(),
            elements(),
            tensorBytes()));
    for (TensorLayout tensor : contents.tensors()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-4s %12d  %s %s",
              tensor.type(),
              tensor.bytes(),
              plain(tensor.name()),
              Arrays.toString(tensor.shape())));
    }
    lines.addAll(verdict());
    return lines;
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("file", file.toString());
    json.put("format", contents.form().id());
    json.put("bytes", bytes);
    json.put("nesting", contents.nesting());
    json.set("beside", Json.tree(contents.beside()));
    json.put("prefix", contents.prefix());
    json.put("elements", elements());
    json.put("tensor_bytes", tensorBytes());
    ArrayNode tensors = json.putArray("tensors");
    for (TensorLayout tensor : contents.tensors()) {
      ObjectNode row = tensors.addObject();
      row.put("name", tensor.name());
      row.put("dtype", tensor.type().name());
      row.set("shape", Json.tree(tensor.shape()));
      row.put("bytes", tensor.bytes());
    }
    ArrayNode backbones = json.putArray("backbones");
    differences.forEach(
        (name, difference) -> {
          ObjectNode row = backbones.addObject();
          row.put("name", name);
          row.put("fits", difference.count() == 0);
          row.set("missing", Json.tree(difference.missing()));
          row.set("unfit", Json.tree(difference.unfit()));
          row.set("unexpected", Json.tree(difference.unexpected()));
        });
    return json;
  }

  private List<String> verdict() {
    List<String> fitting =
        differences.entrySet().stream()
            .filter(entry -> entry.getValue().count() == 0)
            .map(Map.Entry::getKey)
            .toList();
    if (!fitting.isEmpty()) {
      return List.of("fits: " + String.join(", ", fitting));
    }
    Map.Entry<String, StateDifference> nearest =
        differences.entrySet().stream()
            .min(Comparator.comparingInt(entry -> entry.getValue().count()))
            .orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        "fits none of %s; nearest: %s, which differs in %s tensors:"
            .formatted(
                String.join(", ", differences.keySet()),
                nearest.getKey(),
                nearest.getValue().count()));
    nearest.getValue().lines().forEach(line -> lines.add("  " + plain(line)));
    return lines;
  }

  private long elements() {
    return contents.tensors().stream().mapToLong(t -> StoredTensor.elements(t.shape())).sum();
  }

  private long tensorBytes() {
    return contents.tensors().stream().mapToLong(TensorLayout::bytes).sum();
  }

  /** Escapes control characters, since tensor names are untrusted. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
