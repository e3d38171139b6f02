/** The scores of the selected model, with their intervals. */
Page.section("headline", () => {
  const { present, score, interval, count, sum, number, ratio, el, table } = Elements;
  const { facts, metrics, many, clients, rounds, selected, last, test, alone, byId, over } = Page;

  const cell = (name, value, ends, main) =>
    el(
      "div",
      main ? { class: "main" } : {},
      el("span", { class: "value" }, score(value)),
      present(ends) ? el("span", { class: "ends" }, interval(ends)) : null,
      el("span", { class: "name" }, name),
    );

  const ofClientModels = () => {
    byId("headline-title").textContent = "The clients’ own models";
    const { personal } = metrics;
    const chosen =
      personal?.by === "test"
        ? "the round best on its own test images, so its scores there are optimistic"
        : personal?.by === "last"
          ? "the last round"
          : "the round best on its own validation images";
    byId("selection").textContent = personal
      ? `Each client trained alone, for ${number(rounds.length, "round")}. Its model is that of ${chosen}.`
      : "Each client trains alone. Their models are scored after the last round.";
    const everywhere = (metrics.union ?? []).map((one) => one?.balanced_accuracy).filter(present);
    byId("scores").append(
      cell("mean balanced accuracy, own test images", personal?.mean_balanced_accuracy, null, true),
      ...(metrics.union ? [cell("mean balanced accuracy, all test images", ratio(sum(everywhere), everywhere.length))] : []),
    );
  };

  const selection = (line) => {
    const images = test ? Page.testImages() : (many?.images.test ?? sum(clients.map((one) => one.images.test)));
    const chosen = rounds.find((one) => one.round === selected.round)?.global[selected.by]?.balanced_accuracy;
    const which = `Round ${selected.round} of ${rounds.length}`;
    if (selected.by === "test") {
      line.className = "note";
      line.append(
        el("strong", {}, "Optimistic: selected on the test images. "),
        `${which} is the best of ${number(rounds.length, "look")} at the same ${number(images, "test image")} that it is reported on. Do not compare with scores of models selected on validation images.`,
      );
    } else {
      const scored = images > 0 ? `then scored once on ${number(images, "test image")}` : "and there were no test images to score it on";
      const reached = present(chosen) ? ` (${score(chosen)})` : "";
      const how =
        selected.by === "last"
          ? facts.selection === "last"
            ? "the last one, as configured"
            : "the last one: no images were held back to select the best one on"
          : `selected for the best balanced accuracy on the validation images${reached}`;
      line.textContent = `${which}, ${how}, ${scored}.`;
    }
    if (last && last.round !== selected.round) {
      const { balanced_accuracy: balanced, classes: scored, accuracy } = last.test;
      line.append(` The last round, ${last.round}, has balanced accuracy ${score(balanced)}${over(scored)} and accuracy ${score(accuracy)} on the same images.`);
    }
  };

  /** Returns the sentence that a paper would have of the score. */
  const sentence = () => {
    const basis = test.statistics.resampling;
    const ends = test.interval?.balanced_accuracy;
    const absent = basis.absent_share > 0 ? ` ${(100 * basis.absent_share).toFixed(1)} % of the resamples lost a class.` : "";
    return present(ends)
      ? `Balanced accuracy ${score(test.balanced_accuracy)} (95 % CI ${interval(ends)}; ${count(basis.resamples)} bootstrap resamples of ${number(basis.lesions, "lesion")} within ${number(test.statistics.across_clients.clients, "client")}).${absent}`
      : `Balanced accuracy ${score(test.balanced_accuracy)}, without an interval: ${number(basis.lesions, "lesion")} are too few, or too many resamples lost a class.`;
  };

  const everyScore = () => {
    const { statistics, interval: ends } = test;
    const some = `over ${statistics.classes} of ${Page.classes.length} classes`;
    const rows = [
      ["Balanced accuracy", test.balanced_accuracy, "balanced_accuracy", some],
      ["Accuracy", test.accuracy, "accuracy", ""],
      ["Macro precision", statistics.macro_precision, "macro_precision", "over classes among labels or predictions"],
      ["Macro F1", test.macro_f1, "macro_f1", "over classes among labels or predictions"],
      ["Macro F1 of present classes", statistics.macro_f1_present, "macro_f1_present", some],
      ["Macro AUROC", test.macro_auroc, "macro_auroc", some],
      ["Macro average precision", statistics.macro_average_precision, "macro_average_precision", some],
      ["Matthews correlation", statistics.matthews, "matthews", "−1 to 1"],
      ["Cohen’s κ", statistics.cohens_kappa, "cohens_kappa", "up to 1"],
      ["Brier score", statistics.brier, "brier", "0 to 2, lower is better"],
      ["Negative log-likelihood", statistics.nll, "nll", statistics.nll_clipped > 0 ? `lower is better; ${number(statistics.nll_clipped, "image")} at the floor` : "lower is better"],
      ["Mean of the clients’ balanced accuracies", statistics.across_clients.mean, "mean_of_clients", `${number(statistics.across_clients.clients, "client")}`],
    ];
    byId("all-scores").append(
      table(
        "All scores of the selected model on the test images",
        "The interval says how much the score would move with other test lesions from these clients. It does not cover another training run, another hospital, or the choice of the round.",
        ["Score", "Value", "95 % CI", "Remark"],
        rows.map(([name, value, key, remark]) => [name, score(value), interval(ends?.[key]), remark]),
      ),
    );
  };

  if (alone) {
    ofClientModels();
    return;
  }
  if (selected) {
    selection(byId("selection"));
  } else {
    byId("selection").textContent = "No round was scored, so none was selected.";
  }
  const ends = test?.interval;
  byId("scores").append(
    cell(`${selected?.by === "test" ? "balanced accuracy, optimistic" : "balanced accuracy"}${over(test?.classes)}`, test?.balanced_accuracy, ends?.balanced_accuracy, true),
    cell("accuracy", test?.accuracy, ends?.accuracy),
    cell("macro F1", test?.macro_f1, ends?.macro_f1),
    cell("macro AUROC", test?.macro_auroc, ends?.macro_auroc),
  );
  if (test?.statistics) {
    byId("interval").textContent = sentence();
    everyScore();
  }
});
