package org.fedmas.bench;

import java.util.List;

/** What a thread that computes a client's work is busy with. */
enum WorkPart {
  INPUT("decode, views, batches", "org.fedmas.images.", "PixelBatch.", "ViewRenderer."),
  FORWARD(
      "forward and loss",
      "TrainingStep.forward",
      "TrainingStep.begin",
      "EvaluationNetwork.logits",
      "EvaluationNetwork.projection",
      "org.fedmas.tensors.loss.",
      "LocalTrainer.note",
      "org.fedmas.training.term."),
  BACKWARD("backward", "TrainingStep.backward"),
  OPTIMISER("optimiser and clipping", "optimizer.Sweep.", "GradientClipping.", "AdaptiveStep."),
  OUTSIDE("everything else: files, start, states to and from the engine");

  private final String text;
  private final List<String> frames;

  WorkPart(String text, String... frames) {
    this.text = text;
    this.frames = List.of(frames);
  }

  String text() {
    return text;
  }

  /** Returns the part of the innermost call that belongs to one. */
  static WorkPart of(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String call = frame.getClassName() + "." + frame.getMethodName();
      for (WorkPart part : values()) {
        if (part.frames.stream().anyMatch(call::contains)) {
          return part;
        }
      }
    }
    return OUTSIDE;
  }
}
