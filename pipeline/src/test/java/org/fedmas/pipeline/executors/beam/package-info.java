/** What a worker checks before it runs a unit, without a cluster. */
package org.fedmas.pipeline.executors.beam;
