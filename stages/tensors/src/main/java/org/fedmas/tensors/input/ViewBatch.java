package org.fedmas.tensors.input;

import java.util.List;

/**
 * Views and their pixels.
 *
 * @param images the views
 * @param pixels theirs, in the same order
 */
public record ViewBatch(List<ViewedImage> images, PixelBatch pixels) {}
