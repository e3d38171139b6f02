/** Scores of the frozen features, and the agreement of clients about hard classes. */
Page.section("probe", () => {
  const { present, score, count, ratio, table, bar, el, heat } = Elements;
  const { details, many, byId, show } = Page;
  const probe = details.probe;
  if (!present(probe)) {
    return;
  }
  show("probe");
  const row = (name, one) => [name, score(one.balanced_accuracy), score(one.accuracy), bar(one.balanced_accuracy, 1 / probe.classes.length)];
  byId("probe-scores").append(
    table(
      `Scores of ${probe.network}`,
      `${count(probe.dimension)} features; bank of ${count(probe.bank)} images, scored on ${count(probe.scored)}; tick: chance`,
      ["Classifier", "Balanced accuracy", "Accuracy", el("td", { class: "bar" })],
      [
        ...probe.neighbours.map((one) => row(`${one.k} nearest neighbours`, one.score)),
        ...probe.linear.map((one) => row(`linear, λ = ${one.lambda}${one.lambda === probe.chosen.lambda ? ", chosen" : ""}`, one.score)),
      ],
    ),
  );
  if (many) {
    return;
  }
  const maps = [
    ["Divergence of two images of a class", probe.spread],
    ["Class prior P of round 1", probe.prior],
  ];
  for (const [title, one] of maps.filter(([, map]) => present(map))) {
    const largest = Math.max(0, ...one.values.flat().filter(present));
    const cell = (r, c) => {
      const value = one.values[r][c];
      return { text: score(value, 2), shade: present(value) ? (ratio(value, largest) ?? 0) * 0.65 : null };
    };
    const agreement = present(one.mean_spearman) ? `clients agree with a mean rank correlation of ${score(one.mean_spearman, 2)}` : "too few common classes to correlate clients";
    byId("probe-tables").append(heat(title, `per client and class; darker is larger; ${agreement}`, "Client", probe.clients, probe.classes, cell));
  }
});
