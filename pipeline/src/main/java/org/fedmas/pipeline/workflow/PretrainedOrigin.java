package org.fedmas.pipeline.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
  private static final String SPLIT_SEED = "split.seed";

  /** Keys that decide the pictures of generated data, and which of them are test pictures. */
  private static final String PICTURES = "dataset.seed";

  private static final String NUMBER = "dataset.images";

  private static final List<String> KEYS =
      List.of(DATA, SPLIT.get(0), SPLIT.get(1), "pretrain.images");

  /** Keys that only some configurations have. */
  private static final List<String> FURTHER = List.of(SPLIT_SEED, NUMBER, PICTURES);

  private static final String BETWEEN = ", ";

  /** Returns the origin of a network that a run pretrains. */
  public static PretrainedOrigin of(Config config) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      JsonNode value = config.values().get(key);
      values.put(key, value == null ? "default" : value.asText());
    }
    for (String key : FURTHER) {
      JsonNode value = config.values().get(key);
      if (value != null) {
        values.put(key, value.asText());
      }
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
    List<String> keys = new ArrayList<>(KEYS);
    FURTHER.stream().filter(values::containsKey).forEach(keys::add);
    return named(keys);
  }

  /** Returns a warning if the run has the data of this network, but another split or fold. */
  Optional<String> warning(String weights, Config run) {
    PretrainedOrigin now = of(run);
    boolean sameData = now.value(DATA).equals(value(DATA)) && !differs(PICTURES, now);
    List<String> split = new ArrayList<>(SPLIT);
    // the official split into train and test, fold 1, is not drawn
    if (!value(SPLIT.get(0)).equals("official") || !value(SPLIT.get(1)).equals("1")) {
      split.add(SPLIT_SEED);
    }
    split.add(NUMBER);
    split.removeIf(key -> !SPLIT.contains(key) && !differs(key, now));
    boolean sameSplit = split.stream().allMatch(key -> now.value(key).equals(value(key)));
    return sameData && !sameSplit
        ? Optional.of(
            """
            %s was pretrained with %s, but this run has %s: it may have seen test images of this \
            run, so scores may be too good. Pretrain a network on this fold\
            """
                .formatted(weights, named(split), now.named(split)))
        : Optional.empty();
  }

  /** Returns whether both name a key, with different values. */
  private boolean differs(String key, PretrainedOrigin other) {
    return values.containsKey(key)
        && other.values.containsKey(key)
        && !value(key).equals(other.value(key));
  }

  private String value(String key) {
    return values.getOrDefault(key, "unknown");
  }

  private String named(List<String> keys) {
    return keys.stream().map(key -> key + " " + value(key)).collect(Collectors.joining(BETWEEN));
  }
}
