/**
 * Tables on disk, one sub-package per kind of file: model states ({@code model}, safetensors),
 * image shards, partitions and predictions ({@code image}, {@code partition}, {@code prediction},
 * Parquet) and feature tables ({@code feature}, Arrow IPC). Each sub-package's description is the
 * precise schema of its file.
 *
 * <p>Common to all: equal content gives equal bytes, no file carries a time, a path or a host name,
 * and a file that does not hold what its schema says is refused with {@link
 * org.fedmas.contract.error.CorruptArtifactException}, never read in part.
 */
@NullMarked
package org.fedmas.tables;

import org.jspecify.annotations.NullMarked;
