/** Tests of progresss against processes that live, died, or run elsewhere. */
package org.fedmas.pipeline.progress;
