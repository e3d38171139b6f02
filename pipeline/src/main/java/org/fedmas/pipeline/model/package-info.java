/**
 * Trained models with everything that applying them needs: classes, preparation of images, network
 * and the digest of their origin. Entry class: {@link org.fedmas.pipeline.model.DeployedModel}.
 * Imported by {@code predict} and {@code cli}.
 */
@NullMarked
package org.fedmas.pipeline.model;

import org.jspecify.annotations.NullMarked;
