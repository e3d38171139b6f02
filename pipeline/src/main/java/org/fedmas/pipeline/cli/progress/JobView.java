package org.fedmas.pipeline.cli.progress;

/** A view of the progress of one job. */
interface JobView {

  /** Shows the current progress. */
  void show(JobProgress.Reading reading);

  /** Erases the view, so that a line of text can be written. */
  void clear();

  /** Shows the summary of the ended job. */
  void end(JobProgress.Reading reading);
}
