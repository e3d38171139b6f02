package org.fedmas.tensors.input;

import org.fedmas.images.view.View;

/**
 * An image in one of its views.
 *
 * @param image the image
 * @param view the view
 */
public record ViewedImage(PreparedImage image, View view) {}
