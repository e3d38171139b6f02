package org.fedmas.preprocess.dataset;

import java.util.List;
import java.util.Optional;

/**
 * One of the 23 classes of HyperKvasir. The published split and the published folders name eight of
 * them differently.
 *
 * @param name name of the class in the split, which reports show
 * @param folder name of the folder of its images
 */
record Finding(String name, String folder) {

  /** All classes in the order of their names. */
  static final List<Finding> ALL =
      List.of(
          of("barretts"),
          of("bbps-0-1"),
          of("bbps-2-3"),
          of("dyed-lifted-polyps"),
          of("dyed-resection-margins"),
          new Finding("hemorroids", "hemorrhoids"),
          of("ileum"),
          of("impacted-stool"),
          new Finding("normal-cecum", "cecum"),
          new Finding("normal-pylorus", "pylorus"),
          new Finding("normal-z-line", "z-line"),
          new Finding("oesophagitis-a", "esophagitis-a"),
          new Finding("oesophagitis-b-d", "esophagitis-b-d"),
          new Finding("polyp", "polyps"),
          of("retroflex-rectum"),
          of("retroflex-stomach"),
          new Finding("short-segment-barretts", "barretts-short-segment"),
          of("ulcerative-colitis-grade-0-1"),
          of("ulcerative-colitis-grade-1"),
          of("ulcerative-colitis-grade-1-2"),
          of("ulcerative-colitis-grade-2"),
          of("ulcerative-colitis-grade-2-3"),
          of("ulcerative-colitis-grade-3"));

  private static Finding of(String name) {
    return new Finding(name, name);
  }

  static List<String> names() {
    return ALL.stream().map(Finding::name).toList();
  }

  static List<String> folders() {
    return ALL.stream().map(Finding::folder).sorted().toList();
  }

  /** Returns the position of the class of that name in {@link #ALL}, −1 if none has it. */
  static int number(String name) {
    return names().indexOf(name);
  }

  /** Returns the class whose images lie in a folder of that name. */
  static Optional<Finding> ofFolder(String folder) {
    return ALL.stream().filter(one -> one.folder().equals(folder)).findFirst();
  }
}
