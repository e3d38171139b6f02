/** The results of a run: {@code metrics.json} for programs, {@code report.html} for people. */
@NullMarked
package org.fedmas.results.report;

import org.jspecify.annotations.NullMarked;
