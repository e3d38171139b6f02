/**
 * Tables of results, and their text in six formats: plain text, Markdown, CSV, JSON, LaTeX and
 * HTML.
 *
 * <p>Entry classes: {@link org.fedmas.results.table.Table} and {@link
 * org.fedmas.results.table.TableFormat}. Every format is written from one table, so that all show
 * equal numbers.
 */
@NullMarked
package org.fedmas.results.table;

import org.jspecify.annotations.NullMarked;
