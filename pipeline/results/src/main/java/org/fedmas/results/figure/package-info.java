/**
 * The charts of a run's report as files for papers, SVG and PNG, drawn without a browser.
 *
 * <p>Entry class: {@link org.fedmas.results.figure.Figures}. A {@link
 * org.fedmas.results.figure.Chart} draws itself on a {@link org.fedmas.results.figure.Sheet}, a
 * list of shapes. Letters are outlines of a bundled font, so that no reader of a file needs a font.
 * Imported by the command line.
 */
@NullMarked
package org.fedmas.results.figure;

import org.jspecify.annotations.NullMarked;
