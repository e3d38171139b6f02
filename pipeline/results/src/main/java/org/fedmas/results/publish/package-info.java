/** Pages of results: tables, figures and costs of an experiment as blocks of a Markdown page. */
@NullMarked
package org.fedmas.results.publish;

import org.jspecify.annotations.NullMarked;
