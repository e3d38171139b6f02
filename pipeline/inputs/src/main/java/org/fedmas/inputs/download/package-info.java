/** Download of one file over HTTP, resumable after an interruption. */
@NullMarked
package org.fedmas.inputs.download;

import org.jspecify.annotations.NullMarked;
