/**
 * Image shards: prepared images with what is known of their origin, in Parquet.
 *
 * <table>
 * <caption>An image shard, version 1; one row per image, in the order written</caption>
 * <tr><th>column</th><th>type</th><th>null</th><th>content</th></tr>
 * <tr><td>image_id</td><td>text</td><td>no</td><td>name of the image in its data set, unique within
 * the shard</td></tr>
 * <tr><td>label</td><td>integer</td><td>no</td><td>class number, from 0</td></tr>
 * <tr><td>client</td><td>integer</td><td>no</td><td>number of the client (centre) it comes from, from
 * 0; −1 for data without natural clients</td></tr>
 * <tr><td>lesion_id</td><td>text</td><td>yes</td><td>name of the lesion, or of another group that must
 * not be torn apart; null where unknown</td></tr>
 * <tr><td>source_width, source_height</td><td>integer</td><td>no</td><td>size of the source image in
 * pixels, at least 1</td></tr>
 * <tr><td>source_sha256</td><td>text</td><td>no</td><td>SHA-256 of the source file, 64 lower-case
 * hexadecimal digits</td></tr>
 * <tr><td>width, height</td><td>integer</td><td>no</td><td>size of the stored image in pixels, at
 * least 1</td></tr>
 * <tr><td>pixels</td><td>bytes</td><td>no</td><td>height × width × 3 bytes: rows from the top, pixels
 * from the left, red, green, blue</td></tr>
 * </table>
 *
 * <p>Physical types, compression and row groups: {@link org.fedmas.tables.parquet}.
 */
@NullMarked
package org.fedmas.tables.image;

import org.jspecify.annotations.NullMarked;
