@NullMarked
package org.fedmas.pipeline.cli;

import org.jspecify.annotations.NullMarked;
