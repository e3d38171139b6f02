/**
 * The common parts of all Parquet tables: columns, rows streamed in and out of a file, and the
 * checks a file has to pass.
 *
 * <table>
 * <caption>Every Parquet file written here</caption>
 * <tr><th>property</th><th>value</th></tr>
 * <tr><td>format</td><td>Parquet, data page version 1, no encryption, no key-value metadata</td></tr>
 * <tr><td>compression</td><td>ZSTD, level 3, each page with a CRC-32 that readers check</td></tr>
 * <tr><td>row group</td><td>closed once about 16 MiB are buffered; a reader holds one at a time</td></tr>
 * <tr><td>text</td><td>{@code BYTE_ARRAY (STRING)}, UTF-8</td></tr>
 * <tr><td>integer</td><td>{@code INT32}</td></tr>
 * <tr><td>bytes</td><td>{@code BYTE_ARRAY}, without dictionary and statistics</td></tr>
 * <tr><td>floats</td><td>three-level {@code LIST} of required {@code FLOAT} (group {@code list}, field
 * {@code element}), without dictionary</td></tr>
 * </table>
 *
 * <p>A file's schema has to equal its table's in names, types, order and repetition. No Hadoop file
 * system or configuration is opened.
 */
@NullMarked
package org.fedmas.tables.parquet;

import org.jspecify.annotations.NullMarked;
