/** The receiver operating characteristic of each class. */
Page.section("discrimination", () => {
  const { present, score, whole, count, table } = Elements;
  const { classes, test, details, byId, show } = Page;
  const curves = details.curves.map((curve, c) => ({ name: classes[c], look: c, points: curve.points })).filter((one) => one.points.length > 0);
  if (curves.length === 0 || !test) {
    return;
  }
  show("discrimination");
  Figures.inPlane(byId("roc-chart"), "ROC per class", "selected model, all test images", curves, "false-positive rate", "true-positive rate");
  byId("roc-table").append(
    table(
      "Area under the curve",
      "average precision beside the share of the class, which chance gets",
      ["Class", "Images", "AUROC", "Average precision", "Share"],
      classes.map((name, c) => {
        const images = whole(test.confusion[c] ?? []);
        const one = test.statistics?.per_class[c];
        return [name, count(images), score(one?.auroc), score(one?.average_precision), score(present(images) ? images / Page.testImages() : null)];
      }),
      ["Macro", "", score(test.macro_auroc), score(test.statistics?.macro_average_precision), ""],
    ),
  );
});
