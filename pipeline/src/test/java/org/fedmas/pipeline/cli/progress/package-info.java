/** Tests of the progress display on a terminal and in a log. */
package org.fedmas.pipeline.cli.progress;
