package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.tensors.checkpoint.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "checkpoint",
    description = "Inspects files of model weights.",
    subcommands = CheckpointCommand.Inspect.class)
final class CheckpointCommand implements Callable<ExitCode> {

  @Override
  public ExitCode call() {
    throw new ConfigException("checkpoint: expected the command inspect and a file");
  }

  @Command(
      name = "inspect",
      description =
          "Shows the tensors of a checkpoint and the networks that they fit, without executing its code.")
  static final class Inspect implements Callable<ExitCode> {

    @Parameters(
        paramLabel = "F",
        description = "A safetensors file, or a PyTorch file in ZIP or legacy format.")
    Path file = Path.of("");

    @Mixin AnswerForm form = new AnswerForm();

    @Override
    public ExitCode call() throws Exception {
      boolean isJson = form.isJson();
      CheckpointReport report = CheckpointReport.of(file, Checkpoint.contents(file));
      if (isJson) {
        Console.out(report.json().toString());
      } else {
        report.text().forEach(Console::out);
      }
      return ExitCode.DONE;
    }
  }
}
