package org.fedmas.pipeline.run.driver;

import java.util.Optional;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.UnitSelection;

/**
 * The options of one start of a run, beyond its configuration.
 *
 * @param selection the units to run
 * @param force the stage whose present units are recomputed and compared
 * @param keepGoing whether to run other units after one failed
 */
public record RunOptions(UnitSelection selection, Optional<StageName> force, boolean keepGoing) {}
