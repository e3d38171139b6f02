/**
 * Items of reporting guidelines, and where this page answers them. Numbers are those of CLAIM in its
 * 2024 update (doi 10.1148/ryai.240300), TRIPOD+AI (doi 10.1136/bmj-2023-078378) and TRIPOD-Cluster
 * (doi 10.1136/bmj-2022-071018).
 */
Page.section("checklist", () => {
  const { el, prose } = Elements;
  const { byId } = Page;
  const ITEMS = [
    ["Data sources, centres and their sizes", "7, 36", "5a, 6a, 20b", "4b, 10a, 10b", ["client-scores"], "numbers only; describe the sources"],
    ["Preparation of the data", "9", "7", "7a", ["configuration"], "keys image.*, features.*, augmentation.*"],
    ["Missing and excluded data", "12, 35", "11, 20a", "7d, 10a", ["data-checks"], "images that are missing, do not decode or leak"],
    ["Assignment to partitions, and the level at which they are disjoint", "19, 20", "12a", "", ["data-checks", "client-scores", "configuration"], "keys split.*, partition.*"],
    ["Sample size of the test", "21", "10, 21", "5", ["headline", "classes"], "images and lesions; the reasons are yours"],
    ["Description of the model", "22", "12c, 22", "8b, 12b", ["configuration"], "keys model.*, auxiliary.*"],
    ["Software and its versions", "23", "", "", ["stages"], "and the end of this page"],
    ["Initialisation of the parameters", "24", "12c", "8b", ["configuration"], "model.weights, auxiliary.weights, seed"],
    ["Training: hyperparameters, augmentation, number of models", "25", "12c", "8b", ["configuration", "rounds", "aggregation"], ""],
    ["Selection of the final model", "26", "12c", "8b", ["headline", "rounds"], ""],
    ["Class imbalance", "", "13", "", ["classes", "priors", "groups"], "the loss and its parameters are in the configuration"],
    ["Measures of performance, their uncertainty", "28, 29", "12e", "8e", ["headline", "classes", "calibration"], ""],
    ["Performance with intervals", "37, 38", "23a", "13a", ["headline", "classes", "discrimination", "calibration"], ""],
    ["Heterogeneity across clusters, how handled and how large", "30", "12d, 23b", "8c, 8f, 13b", ["client-scores", "aggregation"], "the clients are the clusters"],
    ["Subgroups", "30", "23a", "9, 15", ["groups"], "where the data set has attributes"],
    ["Failure analysis", "39", "", "", ["classes", "errors"], "pictures with report.images: true"],
    ["Limitations", "40", "26", "16c", ["warnings"], "the part that follows from the numbers"],
    ["Reproducibility: code, configuration, digests", "43", "18e, 18f", "18", ["configuration", "stages"], ""],
  ];
  const place = (id) => {
    const section = byId(id);
    if (!section || section.hidden) {
      return null;
    }
    return el("a", { href: `#${id}` }, section.querySelector("h2")?.textContent ?? "Warnings");
  };
  const links = (ids) => {
    const shown = ids.map(place).filter((one) => one !== null);
    return shown.length === 0 ? "not in this run" : el("span", {}, ...shown.flatMap((one, i) => (i === 0 ? [one] : [", ", one])));
  };
  byId("items").append(
    prose(
      "Items and where they are answered",
      "an item that is answered in part says what is left to the author",
      ["Topic", "CLAIM 2024", "TRIPOD+AI", "TRIPOD-Cluster", "Where", "Remark"],
      ITEMS.map(([topic, claim, tripod, cluster, ids, remark]) => [topic, claim || "–", tripod || "–", cluster || "–", links(ids), remark]),
    ),
  );
});
