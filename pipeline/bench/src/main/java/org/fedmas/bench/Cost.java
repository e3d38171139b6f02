package org.fedmas.bench;

/**
 * The cost of some work.
 *
 * @param images number of processed images, or of other counted items
 * @param cpuSeconds CPU-seconds of all threads of the process
 * @param wallSeconds wall-clock seconds, unreliable on a busy machine; {@link #UNKNOWN} for
 *     programs that print CPU time only
 */
record Cost(double images, double cpuSeconds, double wallSeconds) {

  /** The value of an unknown wall-clock time. */
  static final double UNKNOWN = -1;

  boolean isTimed() {
    return wallSeconds > 0;
  }

  double cpuPerImage() {
    return cpuSeconds / images;
  }

  double imagesPerSecond() {
    return images / wallSeconds;
  }

  /** Returns the difference between this cost and the cost of less work of the same kind. */
  Cost minus(Cost smaller) {
    return new Cost(
        images - smaller.images,
        cpuSeconds - smaller.cpuSeconds,
        wallSeconds - smaller.wallSeconds);
  }

  Cost plus(Cost other) {
    return new Cost(images, cpuSeconds + other.cpuSeconds, wallSeconds + other.wallSeconds);
  }

  /** Returns the cost of the given number of images at the same rate. */
  Cost scaledTo(double count) {
    return new Cost(count, cpuSeconds * count / images, wallSeconds * count / images);
  }
}
