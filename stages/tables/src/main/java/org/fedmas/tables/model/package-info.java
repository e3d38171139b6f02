@NullMarked
package org.fedmas.tables.model;

import org.jspecify.annotations.NullMarked;
