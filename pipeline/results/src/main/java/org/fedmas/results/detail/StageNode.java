package org.fedmas.results.detail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.results.record.RunRecord;

/**
 * One stage of a run and its artifacts.
 *
 * @param units number of units
 * @param digest of the content digests of all units: equal exactly where every artifact is
 * @param reads the stages of this run whose artifacts it reads
 */
public record StageNode(String stage, int units, String digest, List<String> reads) {

  /** The stages that a stage may read, without those that another one of them implies. */
  private static final Map<StageName, List<StageName>> INPUTS = inputs();

  public StageNode {
    reads = List.copyOf(reads);
  }

  /** Returns the stages that have units, in the order of the data flow. */
  public static List<StageNode> of(List<RunRecord.Unit> units) {
    Map<StageName, Set<String>> contents = new EnumMap<>(StageName.class);
    for (RunRecord.Unit unit : units) {
      contents
          .computeIfAbsent(UnitKey.parse(unit.unit()).stage(), stage -> new TreeSet<>())
          .add(unit.unit() + " " + unit.content());
    }
    List<StageNode> nodes = new ArrayList<>();
    contents.forEach(
        (stage, lines) ->
            nodes.add(
                new StageNode(
                    stage.id(),
                    lines.size(),
                    Digest.of(String.join("\n", lines)).toString(),
                    INPUTS.getOrDefault(stage, List.of()).stream()
                        .filter(contents::containsKey)
                        .map(StageName::id)
                        .toList())));
    return nodes;
  }

  private static Map<StageName, List<StageName>> inputs() {
    Map<StageName, List<StageName>> inputs = new EnumMap<>(StageName.class);
    inputs.put(StageName.PARTITION, List.of(StageName.PREPROCESS));
    inputs.put(StageName.PRETRAIN, List.of(StageName.PARTITION));
    inputs.put(StageName.FEATURES, List.of(StageName.PREPROCESS, StageName.PRETRAIN));
    inputs.put(StageName.PRIOR, List.of(StageName.PARTITION, StageName.FEATURES));
    inputs.put(StageName.TRAINING, List.of(StageName.PARTITION, StageName.FEATURES));
    inputs.put(StageName.AGGREGATION, List.of(StageName.PRIOR, StageName.TRAINING));
    inputs.put(StageName.EVALUATION, List.of(StageName.AGGREGATION, StageName.TRAINING));
    return inputs;
  }
}
