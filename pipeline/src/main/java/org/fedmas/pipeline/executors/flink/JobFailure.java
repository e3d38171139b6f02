package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JobManager says of a failed job, in the words that matter. */
final class JobFailure {

  /** The start of a cause: the class of an exception, and what it says up to its first frame. */
  private static final Pattern CAUSE =
      Pattern.compile("(?m)^(?:Caused by: )?[\\w.$]+\\.(\\w+(?:Exception|Error)): (.*)$");

  private JobFailure() {}

  /**
   * Returns the innermost cause with the worker that it came from.
   *
   * @param answer to {@code /jobs/…/exceptions}
   */
  static String of(JsonNode answer) {
    JsonNode entry = answer.path("exceptionHistory").path("entries").path(0);
    String trace = entry.path("stacktrace").asText(answer.path("root-exception").asText());
    if (trace.isBlank()) {
      return "Flink does not say why";
    }
    String cause = trace.lines().findFirst().orElse("");
    for (Matcher found = CAUSE.matcher(trace); found.find(); ) {
      cause = found.group(1) + ": " + found.group(2);
      if (found.group(1).equals("RefusedWorkerException")) {
        return found.group(2);
      }
    }
    List<String> where =
        List.of(entry.path("taskManagerId").asText(), entry.path("endpoint").asText());
    String place = String.join(" at ", where.stream().filter(word -> !word.isEmpty()).toList());
    return cause + (place.isEmpty() || place.equals("(unassigned)") ? "" : " (on " + place + ")");
  }
}
