@NullMarked
package org.fedmas.contract.config;

import org.jspecify.annotations.NullMarked;
