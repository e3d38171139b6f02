/**
 * The export of runs to an MLflow tracking server, through its REST interface.
 *
 * <p>Entry class: {@link org.fedmas.mlflow.MlflowService}, found by the command {@code track}. No
 * other module depends on this one.
 */
@NullMarked
package org.fedmas.mlflow;

import org.jspecify.annotations.NullMarked;
