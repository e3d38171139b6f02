package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The relevant part of a JobManager's report on a failed job. */
final class JobFailure {

  /** The first line of a cause in a stack trace: exception class and message. */
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^(?:Caused by: )?[\\w.$]+\\.(\\w+(?:Exception|Error)): (.*)$");

  private JobFailure() {}

  /** Returns the innermost cause in a response of {@code /jobs/…/exceptions}, and its worker. */
  static String of(JsonNode answer) {
    JsonNode entry = answer.path("exceptionHistory").path("entries").path(0);
    String trace = entry.path("stacktrace").asText(answer.path("root-exception").asText());
    if (trace.isBlank()) {
      return "Flink reported no cause";
    }
    String cause = trace.lines().findFirst().orElse("");
    for (Matcher found = CAUSE.matcher(trace); found.find(); ) {
      cause = found.group(1) + ": " + found.group(2);
      if (found.group(1).equals("RefusedWorkerException")) {
        return found.group(2);
      }
    }
    List<String> parts =
        List.of(entry.path("taskManagerId").asText(), entry.path("endpoint").asText());
    String worker = String.join(" at ", parts.stream().filter(word -> !word.isEmpty()).toList());
    return cause
        + (worker.isEmpty() || worker.equals("(unassigned)") ? "" : " (on " + worker + ")");
  }
}
