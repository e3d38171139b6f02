package org.fedmas.tensors.input;

import java.util.List;

/**
 * A batch of views with their pixels.
 *
 * @param images the views
 * @param pixels the pixels of the views, in the same order
 */
public record ViewBatch(List<ViewedImage> images, PixelBatch pixels) {}
