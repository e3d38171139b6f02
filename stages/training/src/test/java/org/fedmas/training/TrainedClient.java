package org.fedmas.training;

import java.util.Map;
import org.fedmas.tables.model.ModelState;

/** The result of one client's training in a replayed round. */
record TrainedClient(
    int client,
    int images,
    double loss,
    Map<String, Double> lossParts,
    int steps,
    ModelState model) {}
