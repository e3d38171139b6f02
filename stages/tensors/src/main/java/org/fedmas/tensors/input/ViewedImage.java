package org.fedmas.tensors.input;

import org.fedmas.images.view.View;

/**
 * An image in one of its views.
 *
 * @param image the image
 * @param view what is shown of it
 */
public record ViewedImage(PreparedImage image, View view) {}
