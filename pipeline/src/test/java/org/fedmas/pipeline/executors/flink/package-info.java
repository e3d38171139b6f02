/** Tests of the Flink client against canned responses, without a cluster. */
package org.fedmas.pipeline.executors.flink;
