/**
 * Model states: named tensors in memory and in safetensors files.
 *
 * <table>
 * <caption>A safetensors file, version 1</caption>
 * <tr><th>bytes</th><th>content</th></tr>
 * <tr><td>0 … 7</td><td>n, the header's length, unsigned 64-bit little-endian, a multiple of 8 in files
 * written here, at most 100,000,000 in files read</td></tr>
 * <tr><td>8 … 8+n</td><td>the header: one JSON object in UTF-8, padded with spaces</td></tr>
 * <tr><td>8+n … end</td><td>the tensors' elements, row-major, little-endian, without gap or overlap
 * </td></tr>
 * </table>
 *
 * <p>The header maps each name to {@code {"dtype": T, "shape": [sizes], "data_offsets": [begin,
 * end]}}; offsets count from the first data byte, T is a {@link
 * org.fedmas.tables.model.TensorType}, a scalar's shape is {@code []}. Files written here list the
 * tensors in the state's order, which is also the order of their data, and carry no {@code
 * __metadata__}; in files read, {@code __metadata__} (an object of strings) is skipped, the data
 * may lie in another order than the header, and the header's order is the state's.
 */
@NullMarked
package org.fedmas.tables.model;

import org.jspecify.annotations.NullMarked;
