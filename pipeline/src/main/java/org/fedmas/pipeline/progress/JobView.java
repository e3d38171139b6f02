package org.fedmas.pipeline.progress;

/** Shows readings of one job. */
interface JobView {

  /** How it stands now. */
  void show(JobMeter.Reading reading);

  /** Makes way for a line of text. */
  void clear();

  /** How it ended. */
  void end(JobMeter.Reading reading);
}
