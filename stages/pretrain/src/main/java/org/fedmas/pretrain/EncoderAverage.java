package org.fedmas.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StateMean;
import org.fedmas.tables.summary.PretrainSummary;

/**
 * The average of the clients' encoders after a round, weighted by their numbers of images. Key
 * encoders are averaged too: the mean of moving averages is the moving average of the mean.
 */
final class EncoderAverage {

  private EncoderAverage() {}

  static void write(UnitContext unit) throws IOException {
    StateMean mean = new StateMean();
    List<PretrainSummary> summaries = new ArrayList<>();
    List<Path> clients = unit.inputs(PretrainStage.CLIENTS);
    for (Path client : clients) {
      PretrainSummary summary = PretrainSummary.read(client);
      mean.add(Safetensors.read(client.resolve(ModelFiles.MODEL)), summary.images());
      summaries.add(summary);
      unit.progress().images(summaries.size(), clients.size());
    }
    Safetensors.write(unit.output().resolve(ModelFiles.MODEL), mean.mean());
    PretrainSummary.mean(summaries).write(unit.output());
  }
}
