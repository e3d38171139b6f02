/**
 * Networks as files in the format ONNX.
 *
 * <p>Entry class: {@link org.fedmas.tensors.onnx.OnnxModel}.
 */
@NullMarked
package org.fedmas.tensors.onnx;

import org.jspecify.annotations.NullMarked;
