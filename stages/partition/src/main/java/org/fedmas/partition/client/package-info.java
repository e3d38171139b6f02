/** The assignment of images to clients: the data set's own clients, or simulated ones. */
@NullMarked
package org.fedmas.partition.client;

import org.jspecify.annotations.NullMarked;
