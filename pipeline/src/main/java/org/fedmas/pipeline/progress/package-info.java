@NullMarked
package org.fedmas.pipeline.progress;

import org.jspecify.annotations.NullMarked;
