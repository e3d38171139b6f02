package org.fedmas.pipeline.export;

import java.util.List;

/**
 * Facts about a data set that none of its tables states.
 *
 * @param name name of the data set
 * @param licence address of the licence, or that its owner has to state it
 * @param address page of the data set
 * @param creator person or institution
 * @param published date or year
 * @param tables names of its tables below the data folder
 * @param images pattern of its images below the data folder
 */
public record PublishedDataSet(
    String name,
    String licence,
    String address,
    String creator,
    String published,
    List<String> tables,
    String images) {

  private static final String OWNER = "to be stated by the owner";

  /** Returns the facts about a kind of data set; those about a user's own are open. */
  public static PublishedDataSet of(String kind) {
    return switch (kind) {
      case "flamby-isic" ->
          new PublishedDataSet(
              "ISIC 2019, divided among six centres",
              "https://creativecommons.org/licenses/by-nc/4.0/",
              "https://challenge.isic-archive.com/data/#2019",
              "Hospital Clinic de Barcelona, Medical University of Vienna, and others",
              "2019",
              List.of(
                  "ISIC_2019_Training_GroundTruth.csv",
                  "ISIC_2019_Training_Metadata.csv",
                  "HAM10000_metadata",
                  "train_test_split"),
              "ISIC_2019_Training_Input/*.jpg");
      case "hyper-kvasir" ->
          new PublishedDataSet(
              "HyperKvasir, labelled images",
              "https://creativecommons.org/licenses/by/4.0/",
              "https://datasets.simula.no/hyper-kvasir/",
              "H. Borgli and others",
              "2020-08-28",
              List.of("5_fold_split.csv", "2_fold_split.csv"),
              "**/*.jpg");
      case "sample" ->
          new PublishedDataSet(
              "Generated sample",
              "https://spdx.org/licenses/Apache-2.0.html",
              "urn:fedmas:data-set:sample",
              "fedmas",
              "2026",
              List.of(),
              "*.png");
      default ->
          new PublishedDataSet(
              "Data set of the kind " + kind,
              OWNER,
              "urn:fedmas:data-set:" + kind,
              OWNER,
              OWNER,
              List.of(),
              "**/*");
    };
  }
}
