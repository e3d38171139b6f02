/**
 * Feature tables: the auxiliary network's features of images' views, in Arrow IPC files that are
 * memory-mapped.
 *
 * <table>
 * <caption>A feature table, version 1; one row per image and view, in the order written</caption>
 * <tr><th>column</th><th>Arrow type</th><th>null</th><th>content</th></tr>
 * <tr><td>image_id</td><td>utf8</td><td>no</td><td>name of the image</td></tr>
 * <tr><td>view</td><td>int32</td><td>no</td><td>number of the view; 0 is the plain image</td></tr>
 * <tr><td>features</td><td>fixed_size_list&lt;item: float32 not null&gt;[D]</td><td>no</td><td>D
 * features, D ≥ 1 the same in the whole file</td></tr>
 * </table>
 *
 * <p>The file is an Arrow IPC file (metadata version 5, little-endian, no dictionary, no
 * compression, no custom metadata). Every record batch has 1024 rows, the last one 1 … 1024; an
 * empty table has no batch. (image_id, view) is unique. Writing needs {@code
 * --add-opens=java.base/java.nio=ALL-UNNAMED} on the JVM, reading does not.
 */
@NullMarked
package org.fedmas.tables.feature;

import org.jspecify.annotations.NullMarked;
