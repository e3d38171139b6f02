/**
 * Raw inputs: published sources with their licences, the fetch into a data folder, and the state of
 * a data folder.
 *
 * <p>Entry classes: {@link org.fedmas.inputs.DataSources}, {@link org.fedmas.inputs.Fetch}, {@link
 * org.fedmas.inputs.SourceState}. Imported by the command line only.
 */
@NullMarked
package org.fedmas.inputs;

import org.jspecify.annotations.NullMarked;
