package org.fedmas.pipeline.cli.progress;

/** Shows readings of one job. */
interface JobView {

  /** How it stands now. */
  void show(JobProgress.Reading reading);

  /** Makes way for a line of text. */
  void clear();

  /** How it ended. */
  void end(JobProgress.Reading reading);
}
