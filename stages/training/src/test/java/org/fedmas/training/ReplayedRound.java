package org.fedmas.training;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.aggregation.server.PrivateMean;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.summary.AggregationSummary;
import org.jspecify.annotations.Nullable;

/**
 * The result of one replayed round.
 *
 * @param summary the aggregation's own summary, with the weights
 * @param folder the folder of the new global model, with the server's state if there is any
 * @param classLoss the mean loss per class before the round; null where no loss depends on it
 * @param clipping the clipping of the updates; null without privacy
 * @param retrainedLogits logits with the re-trained classifier; null without re-training
 */
record ReplayedRound(
    List<TrainedClient> clients,
    AggregationSummary summary,
    Path folder,
    ModelState global,
    double[] testLogits,
    double @Nullable [] classLoss,
    PrivateMean.@Nullable Clipping clipping,
    double @Nullable [] retrainedLogits) {}
