/** The reliability diagram and the scores of probabilities. */
Page.section("calibration", () => {
  const { present, score, interval, count, table } = Elements;
  const { test, byId, show } = Page;
  const statistics = test?.statistics;
  const bins = (statistics?.reliability ?? []).filter((bin) => present(bin.confidence) && present(bin.accuracy));
  if (bins.length === 0) {
    return;
  }
  show("calibration");
  const numbers = table(
    "Bins of equal mass",
    null,
    ["Bin", "Images", "Confidence", "Accuracy"],
    bins.map((bin, i) => [String(i + 1), count(bin.count), score(bin.confidence), score(bin.accuracy)]),
  );
  Figures.inPlane(
    byId("reliability-chart"),
    "Reliability diagram",
    `${bins.length} bins of equal numbers of images`,
    [{ name: "selected model", look: 0, marks: true, points: bins.map((bin) => [bin.confidence, bin.accuracy]) }],
    "mean confidence",
    "accuracy",
    { numbers },
  );
  byId("calibration-table").append(
    table(
      "Scores of the probabilities",
      "calibration errors have no interval: resampling itself makes them larger",
      ["Score", "Value", "95 % CI"],
      [
        ["Expected calibration error, bins of equal mass", score(statistics.ece_equal_mass), interval(null)],
        ["Expected calibration error, bins of equal width", score(statistics.ece_equal_width), interval(null)],
        ["Overconfidence (confidence − accuracy)", score(statistics.overconfidence), interval(null)],
        ["Brier score", score(statistics.brier), interval(test.interval?.brier)],
        ["Negative log-likelihood", score(statistics.nll), interval(test.interval?.nll)],
      ],
    ),
  );
});
