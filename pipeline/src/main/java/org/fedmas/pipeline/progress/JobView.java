package org.fedmas.pipeline.progress;

/** Shows readings of one job. */
interface JobView {

  /** How it stands now. */
  void show(JobMeter.Reading reading);

  /** How it ended. */
  void end(JobMeter.Reading reading);
}
