package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.json.Json;

/**
 * The failure of a unit.
 *
 * @param message the message for the user
 * @param trace the stack trace on the worker
 * @param outOfMemory whether the unit may succeed with more memory
 * @param worker the process that failed
 */
public record UnitFailure(
    String unit,
    ExitCode exitCode,
    String message,
    String trace,
    boolean outOfMemory,
    WorkerIdentity worker) {

  /** Messages by which libraries report missing memory, in lower case. */
  private static final List<String> OUT_OF_MEMORY =
      List.of("out of memory", "not enough memory", "bad_alloc", "can't allocate memory");

  /** Returns the failure of a unit in this process. */
  static UnitFailure of(UnitKey unit, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new UnitFailure(
        unit.toString(),
        exitCode(cause),
        message(cause),
        trace.toString(),
        isOutOfMemory(cause),
        WorkerIdentity.current());
  }

  /** Returns the text for the user; a failure of another process includes worker and trace. */
  public String text() {
    StringBuilder text = new StringBuilder("unit " + unit + " failed: " + message);
    if (worker.log() != null) {
      text.append("\n  on ").append(worker);
    }
    if (worker.log() != null || exitCode == ExitCode.UNEXPECTED) {
      text.append("\n").append(trace.strip());
    }
    return text.toString();
  }

  ObjectNode json() {
    return Json.object()
        .put("unit", unit)
        .put("exit_code", exitCode.code())
        .put("message", message)
        .put("trace", trace)
        .put("out_of_memory", outOfMemory)
        .set("worker", Json.tree(worker));
  }

  static UnitFailure of(JsonNode json) {
    return new UnitFailure(
        json.path("unit").asText(),
        ExitCode.of(json.path("exit_code").asInt()),
        json.path("message").asText(),
        json.path("trace").asText(),
        json.path("out_of_memory").asBoolean(),
        Json.mapper().convertValue(json.path("worker"), WorkerIdentity.class));
  }

  static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FedmasException) {
        continue; // the message is ours; only the cause can report missing memory
      }
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof OutOfMemoryError || OUT_OF_MEMORY.stream().anyMatch(text::contains)) {
        return true;
      }
    }
    return false;
  }

  private static ExitCode exitCode(Throwable cause) {
    if (cause instanceof FedmasException known) {
      return known.exitCode();
    }
    return StorageProblem.of(cause).isPresent() || cause instanceof OutOfMemoryError
        ? ExitCode.UNIT_FAILED
        : ExitCode.UNEXPECTED;
  }

  private static String message(Throwable cause) {
    if (cause instanceof FedmasException) {
      return String.valueOf(cause.getMessage());
    }
    return StorageProblem.of(cause)
        .orElseGet(
            () -> cause instanceof OutOfMemoryError error ? memory(error) : cause.toString());
  }

  /** Returns the message about missing memory and what to do. */
  public static String memory(OutOfMemoryError error) {
    return """
        out of memory (%s); use fewer workers (--workers) or a larger heap (FEDMAS_HEAP=8g; on a \
        cluster taskmanager.memory.task.heap.size, or fewer slots)"""
        .formatted(error.getMessage());
  }
}
