/** Tests of runs over the real store and planner with stages that take no time. */
package org.fedmas.pipeline.run.driver;
