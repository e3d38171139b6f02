/**
 * Event files of TensorBoard: framed records of protocol buffers.
 *
 * <p>Source: TensorFlow's {@code event.proto}, {@code summary.proto} and {@code record_writer}.
 */
@NullMarked
package org.fedmas.results.events;

import org.jspecify.annotations.NullMarked;
