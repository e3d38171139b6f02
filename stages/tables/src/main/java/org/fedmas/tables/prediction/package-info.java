/**
 * Predictions: what a model said of an image, in Parquet.
 *
 * <table>
 * <caption>Predictions, version 1; one row per image and model, in the order written</caption>
 * <tr><th>column</th><th>type</th><th>null</th><th>content</th></tr>
 * <tr><td>image_id</td><td>text</td><td>no</td><td>name of the image</td></tr>
 * <tr><td>client</td><td>integer</td><td>no</td><td>number of the client that holds it, from 0</td></tr>
 * <tr><td>model</td><td>text</td><td>no</td><td>{@code global} or {@code local} (that client's own)
 * </td></tr>
 * <tr><td>part</td><td>text</td><td>no</td><td>{@code train}, {@code validation} or {@code test}
 * </td></tr>
 * <tr><td>label</td><td>integer</td><td>no</td><td>true class, from 0 to C−1</td></tr>
 * <tr><td>predicted</td><td>integer</td><td>no</td><td>predicted class, from 0 to C−1</td></tr>
 * <tr><td>probabilities</td><td>floats</td><td>no</td><td>C probabilities, one per class</td></tr>
 * </table>
 *
 * <p>Among a run's results the table has version 2. One more column is {@code group}, text, null
 * where unknown: the lesion, or another group of images that are not independent. After it follows
 * one column {@code attribute_NAME} per attribute of the images, text, null where unknown.
 *
 * <p>Physical types, compression and row groups: {@link org.fedmas.tables.parquet}.
 */
@NullMarked
package org.fedmas.tables.prediction;

import org.jspecify.annotations.NullMarked;
