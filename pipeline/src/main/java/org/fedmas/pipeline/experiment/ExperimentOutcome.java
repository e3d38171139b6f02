package org.fedmas.pipeline.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.FedmasException;

/**
 * The outcome of one start of an experiment.
 *
 * @param ran number of runs that this start ended
 * @param reused number of runs that had a result
 * @param failed runs that failed, in order, with the reason
 */
public record ExperimentOutcome(int ran, int reused, Map<ExperimentRun, FedmasException> failed) {

  public ExperimentOutcome {
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }
}
