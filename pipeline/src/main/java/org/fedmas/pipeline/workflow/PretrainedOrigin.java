package org.fedmas.pipeline.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedmas.contract.config.Config;

/**
 * The images on which an auxiliary network was pretrained, as its exported file names them.
 *
 * @param values configuration key → value, in order
 */
public record PretrainedOrigin(Map<String, String> values) {

  /** The name of the text in an exported file. */
  public static final String FIELD = "made_on";

  private static final String DATA = "dataset.kind";
  private static final List<String> SPLIT = List.of("split.kind", "fold");
  private static final List<String> KEYS =
      List.of(DATA, SPLIT.get(0), SPLIT.get(1), "pretrain.images");
  private static final String BETWEEN = ", ";

  /** Returns the origin of a network that a run pretrains. */
  public static PretrainedOrigin of(Config config) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      JsonNode value = config.values().get(key);
      values.put(key, value == null ? "default" : value.asText());
    }
    return new PretrainedOrigin(values);
  }

  /** Reads the text of a file; what it does not name is left out. */
  static PretrainedOrigin parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split(BETWEEN, -1)) {
      int space = part.indexOf(' ');
      if (space > 0) {
        values.put(part.substring(0, space), part.substring(space + 1));
      }
    }
    return new PretrainedOrigin(values);
  }

  /** Returns the text for a file. */
  public String text() {
    return named(KEYS);
  }

  /** Returns a warning if the run has the data of this network, but another split or fold. */
  Optional<String> warning(String weights, Config run) {
    PretrainedOrigin now = of(run);
    boolean sameData = now.value(DATA).equals(value(DATA));
    boolean sameSplit = SPLIT.stream().allMatch(key -> now.value(key).equals(value(key)));
    return sameData && !sameSplit
        ? Optional.of(
            """
            %s was pretrained with %s, but this run has %s: it may have seen test images of this \
            run, so scores may be too good. Pretrain a network on this fold\
            """
                .formatted(weights, named(SPLIT), now.named(SPLIT)))
        : Optional.empty();
  }

  private String value(String key) {
    return values.getOrDefault(key, "unknown");
  }

  private String named(List<String> keys) {
    return keys.stream().map(key -> key + " " + value(key)).collect(Collectors.joining(BETWEEN));
  }
}
