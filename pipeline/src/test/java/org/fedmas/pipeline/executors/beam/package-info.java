/** Tests of the Beam executor's parts, without a cluster. */
package org.fedmas.pipeline.executors.beam;
