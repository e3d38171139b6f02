@NullMarked
package org.fedmas.pipeline.workflow;

import org.jspecify.annotations.NullMarked;
