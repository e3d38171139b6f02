@NullMarked
package org.fedmas.pipeline.plan;

import org.jspecify.annotations.NullMarked;
