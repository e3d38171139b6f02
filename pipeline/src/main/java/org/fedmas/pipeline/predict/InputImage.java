package org.fedmas.pipeline.predict;

import java.nio.file.Path;

/**
 * A file whose class is to be predicted.
 *
 * @param name as the output names it
 */
public record InputImage(String name, Path file) {}
