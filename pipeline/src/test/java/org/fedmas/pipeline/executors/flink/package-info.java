/** What a driver makes of what a JobManager says, without a cluster. */
package org.fedmas.pipeline.executors.flink;
