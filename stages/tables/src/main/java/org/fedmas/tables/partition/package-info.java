/**
 * Partitions: which client an image belongs to and for what it is used, in Parquet.
 *
 * <table>
 * <caption>A partition, version 1; one row per image, ordered by client, then image_id (by UTF-16
 * code unit)</caption>
 * <tr><th>column</th><th>type</th><th>null</th><th>content</th></tr>
 * <tr><td>image_id</td><td>text</td><td>no</td><td>name of the image, unique within the partition
 * </td></tr>
 * <tr><td>client</td><td>integer</td><td>no</td><td>number of the client that holds it, from 0</td></tr>
 * <tr><td>label</td><td>integer</td><td>no</td><td>class number, from 0</td></tr>
 * <tr><td>part</td><td>text</td><td>no</td><td>{@code train}, {@code validation} or {@code test}
 * </td></tr>
 * </table>
 *
 * <p>Physical types, compression and row groups: {@link org.fedmas.tables.parquet}.
 */
@NullMarked
package org.fedmas.tables.partition;

import org.jspecify.annotations.NullMarked;
