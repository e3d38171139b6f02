/**
 * The decoder of DICOM pictures.
 *
 * <p>Entry class: {@link org.fedmas.images.codec.dicom.DicomPixels}.
 */
@NullMarked
package org.fedmas.images.codec.dicom;

import org.jspecify.annotations.NullMarked;
