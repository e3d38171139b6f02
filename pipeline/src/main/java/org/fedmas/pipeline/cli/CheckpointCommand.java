package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.tensors.checkpoint.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "checkpoint",
    description = "Looks at files of model weights.",
    subcommands = CheckpointCommand.Inspect.class)
final class CheckpointCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new ConfigException("checkpoint: expected the command inspect, then a file");
  }

  @Command(
      name = "inspect",
      description =
          "Shows what a checkpoint holds and which network it fits; nothing in it is ever run.")
  static final class Inspect implements Callable<Integer> {

    @Parameters(paramLabel = "F", description = "Safetensors, or a PyTorch file of either form.")
    Path file = Path.of("");

    @Mixin AnswerForm form = new AnswerForm();

    @Override
    public Integer call() throws Exception {
      try {
        boolean isJson = form.isJson();
        CheckpointReport report = CheckpointReport.of(file, Checkpoint.contents(file));
        if (isJson) {
          Console.out(report.json().toString());
        } else {
          report.text().forEach(Console::out);
        }
        return 0;
      } catch (FedmasException e) {
        Console.error(String.valueOf(e.getMessage()));
        return e.exitCode();
      }
    }
  }
}
