/** Scores per class, and the confusion matrix. */
Page.section("classes", () => {
  const { present, score, interval, count, sum, whole, number, ratio, table, nothing, bar, heat, el } = Elements;
  const { classes, test, alone, byId } = Page;
  if (alone) {
    byId("classes").hidden = true;
    return;
  }
  if (!test) {
    byId("recall").append(nothing("No test images were scored."));
    return;
  }
  const images = classes.map((_, c) => whole(test.confusion[c] ?? []));
  const statistics = test.statistics?.per_class;
  byId("recall").append(
    table(
      "Recall per class",
      present(test.balanced_accuracy) ? `tick: their mean, the balanced accuracy ${score(test.balanced_accuracy)}` : null,
      ["Class", "Images", "Recall", el("td", { class: "bar" })],
      classes.map((name, c) => [name, count(images[c]), score(test.recall[c]), bar(test.recall[c], test.balanced_accuracy)]),
    ),
  );
  byId("confusion").append(
    heat(
      "Confusion matrix",
      "images; shaded by share of the true class",
      "True",
      classes,
      classes,
      (t, p) => {
        const here = test.confusion[t]?.[p];
        const share = ratio(here ?? 0, sum(test.confusion[t] ?? []));
        return {
          text: count(here),
          shade: share,
          hit: t === p,
          hint: here === null ? "hidden: too few images" : `${number(here ?? 0, "image")} of ${classes[t]} predicted as ${classes[p]}${present(share) ? ` (${(100 * share).toFixed(1)} %)` : ""}`,
        };
      },
      "Predicted",
    ),
  );
  if (!statistics) {
    return;
  }
  byId("class-scores").append(
    table(
      "All scores per class",
      "95 % CI of the recall: Wilson’s, by lesion; none below five lesions",
      ["Class", "Images", "Lesions", "Found", "Recall", "95 % CI", "Precision", "Specificity", "F1", "AUROC", "Average precision", "Share of images"],
      classes.map((name, c) => {
        const one = statistics[c];
        return [
          name,
          count(images[c]),
          count(one.lesions),
          count(test.confusion[c]?.[c]),
          score(test.recall[c]),
          interval(one.recall_interval, 2),
          score(one.precision),
          score(one.specificity),
          score(one.f1),
          score(one.auroc),
          score(one.average_precision),
          score(present(images[c]) ? ratio(images[c], Page.testImages()) : null),
        ];
      }),
    ),
  );
});
