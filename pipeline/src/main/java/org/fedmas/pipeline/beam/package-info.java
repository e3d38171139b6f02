@NullMarked
package org.fedmas.pipeline.beam;

import org.jspecify.annotations.NullMarked;
