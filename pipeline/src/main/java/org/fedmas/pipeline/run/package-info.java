@NullMarked
package org.fedmas.pipeline.run;

import org.jspecify.annotations.NullMarked;
