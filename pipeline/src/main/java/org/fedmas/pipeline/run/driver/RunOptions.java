package org.fedmas.pipeline.run.driver;

import java.util.Optional;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.plan.UnitSelection;

/**
 * What a start of a run is asked to do beyond its configuration.
 *
 * @param selection the units it is about
 * @param force stage whose present units are built again and compared
 * @param keepGoing whether to go on with other units after one failed
 */
public record RunOptions(UnitSelection selection, Optional<StageName> force, boolean keepGoing) {}
