package org.fedmas.pipeline.run.worker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.features.FeaturesStage;
import org.fedmas.partition.PartitionStage;
import org.fedmas.preprocess.PreprocessStage;
import org.fedmas.pretrain.PretrainStage;
import org.fedmas.prior.PriorStage;
import org.fedmas.training.TrainingStage;

/** The list of all stages, by name. */
public final class StageRegistry {

  private static final Map<StageName, Stage> STAGES = new EnumMap<>(StageName.class);

  static {
    List.of(
            new PreprocessStage(),
            new PartitionStage(),
            new PretrainStage(),
            new FeaturesStage(),
            new PriorStage(),
            new TrainingStage(),
            new AggregationStage(),
            new EvaluationStage())
        .forEach(stage -> STAGES.put(stage.name(), stage));
  }

  private StageRegistry() {}

  /** Returns the stage with a name. */
  public static Stage stage(StageName name) {
    Stage stage = STAGES.get(name);
    if (stage == null) {
      throw new IllegalStateException("no stage is registered as " + name);
    }
    return stage;
  }
}
