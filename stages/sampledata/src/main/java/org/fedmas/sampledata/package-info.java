/**
 * A generator of dermoscopy-like pictures for the sample data set, which needs no download. A
 * picture is a pure function of the seed and of its place in the plan.
 */
@NullMarked
package org.fedmas.sampledata;

import org.jspecify.annotations.NullMarked;
