/**
 * What a run shows for itself: {@code metrics.json} for programs, {@code report.html} for people.
 */
@NullMarked
package org.fedmas.results.report;

import org.jspecify.annotations.NullMarked;
