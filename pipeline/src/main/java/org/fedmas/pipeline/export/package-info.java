/**
 * Models as files for other programs: ONNX, MONAI bundles, averages of several models. Entry class:
 * {@link org.fedmas.pipeline.export.ModelWriter}. Imported by {@code cli}.
 */
@NullMarked
package org.fedmas.pipeline.export;

import org.jspecify.annotations.NullMarked;
