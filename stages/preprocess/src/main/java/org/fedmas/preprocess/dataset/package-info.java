/**
 * The data sets that images come from: their tables, labels, clients, official split and pixels.
 */
@NullMarked
package org.fedmas.preprocess.dataset;

import org.jspecify.annotations.NullMarked;
