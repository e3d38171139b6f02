/**
 * Quality of frozen features, before any training: nearest neighbours, a linear probe, and the
 * agreement of clients about hard classes.
 *
 * <p>Entry class: {@link org.fedmas.results.probe.FeatureProbe}. Imported by the report, by
 * housekeeping and by the command line.
 */
@NullMarked
package org.fedmas.results.probe;

import org.jspecify.annotations.NullMarked;
