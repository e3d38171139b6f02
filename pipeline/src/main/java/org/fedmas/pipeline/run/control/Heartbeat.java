package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a running unit.
 *
 * @param unit the name, with stage, round and client
 * @param done images processed so far
 * @param total images over all epochs; 0 if unknown
 * @param epochs passes over the images; 0 for a unit that does not train
 * @param imagesPerSecond speed since the unit started
 * @param waitsFor the process that computes the same unit; null unless this unit waits for it
 */
public record Heartbeat(
    String unit,
    long done,
    long total,
    int epochs,
    double imagesPerSecond,
    String worker,
    @Nullable String waitsFor) {

  /** Returns the first heartbeat of a unit; its holder is the process it waits for, or null. */
  static Heartbeat ofFirst(UnitKey unit, @Nullable String holder) {
    return new Heartbeat(unit.toString(), 0, 0, 0, 0, WorkerIdentity.current().name(), holder);
  }

  /** Returns a line with the unit, its progress and, for another process, its worker. */
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
    return worker.equals(WorkerIdentity.current().name())
        ? text.toString()
        : text.append(" (").append(worker).append(')').toString();
  }

  JsonNode json() {
    return Json.snakeCase().valueToTree(this);
  }

  static Heartbeat of(JsonNode json) {
    return Json.snakeCase().convertValue(json, Heartbeat.class);
  }
}
