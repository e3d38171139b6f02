package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How far a running unit is.
 *
 * @param unit its name, which says stage, round and client
 * @param done images so far
 * @param total images in all, over all epochs; 0 if unknown
 * @param epochs how often it goes through its images; 0 if it does not train
 * @param imagesPerSecond since it began
 * @param worker the process it runs in
 * @param waitsFor who computes the same unit already; null unless this one waits for that
 */
public record Heartbeat(
    String unit,
    long done,
    long total,
    int epochs,
    double imagesPerSecond,
    String worker,
    @Nullable String waitsFor) {

  /**
   * Returns a unit's first word.
   *
   * @param holder who computes it already; null if this process does
   */
  static Heartbeat ofFirst(UnitKey unit, @Nullable String holder) {
    return new Heartbeat(unit.toString(), 0, 0, 0, 0, WorkerProcess.current().name(), holder);
  }

  /** Returns the unit, what is known of its progress, and where it is if not here, in one line. */
  public String text() {
    StringBuilder text = new StringBuilder(unit);
    if (waitsFor != null) {
      return text.append(" waits for ").append(waitsFor).toString();
    }
    if (epochs > 0 && total > 0) {
      long epoch = Math.min(epochs, done * epochs / total + 1);
      text.append(" epoch ").append(epoch).append('/').append(epochs);
    }
    if (total > 0) {
      text.append(String.format(Locale.ROOT, " %d %%", 100 * done / total));
    }
    if (imagesPerSecond > 0) {
      text.append(String.format(Locale.ROOT, " at %.0f images/s", imagesPerSecond));
    }
    return worker.equals(WorkerProcess.current().name())
        ? text.toString()
        : text.append(" (").append(worker).append(')').toString();
  }

  ObjectNode json() {
    return Json.object()
        .put("unit", unit)
        .put("done", done)
        .put("total", total)
        .put("epochs", epochs)
        .put("images_per_second", imagesPerSecond)
        .put("worker", worker)
        .put("waits_for", waitsFor);
  }

  static Heartbeat of(JsonNode json) {
    return new Heartbeat(
        json.path("unit").asText(),
        json.path("done").asLong(),
        json.path("total").asLong(),
        json.path("epochs").asInt(),
        json.path("images_per_second").asDouble(),
        json.path("worker").asText(),
        json.path("waits_for").textValue());
  }
}
