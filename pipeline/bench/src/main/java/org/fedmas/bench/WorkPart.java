package org.fedmas.bench;

import java.util.List;

/** A part of the work of a client's thread. */
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

  /** Returns the part of the innermost call that is assigned to a part. */
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
