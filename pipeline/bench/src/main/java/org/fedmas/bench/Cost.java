package org.fedmas.bench;

/**
 * What some work took.
 *
 * @param images how many images it went through, or what else is counted
 * @param cpuSeconds of all threads of the process
 * @param wallSeconds by the clock; on a busy machine it says little; {@link #UNKNOWN} from programs
 *     that tell CPU time only
 */
record Cost(double images, double cpuSeconds, double wallSeconds) {

  /** No time by the clock. */
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

  /** What this work took more than some smaller work of the same kind. */
  Cost minus(Cost smaller) {
    return new Cost(
        images - smaller.images,
        cpuSeconds - smaller.cpuSeconds,
        wallSeconds - smaller.wallSeconds);
  }

  Cost plus(Cost other) {
    return new Cost(images, cpuSeconds + other.cpuSeconds, wallSeconds + other.wallSeconds);
  }

  /** The same rate, for that many images. */
  Cost scaledTo(double count) {
    return new Cost(count, cpuSeconds * count / images, wallSeconds * count / images);
  }
}
