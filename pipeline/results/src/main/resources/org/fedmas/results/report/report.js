"use strict";

/** Fills the page from the JSON it carries. */
(() => {
  const { NONE, present, score, count, sum, number, ratio, moment, span, el, caption, table, nothing, bar, heat } = Elements;
  const byId = (id) => document.getElementById(id);

  addEventListener("error", (event) => {
    byId("problem").hidden = false;
    byId("problem").textContent = `This page could not be drawn completely: ${event.message}`;
  });

  const { facts, metrics, many } = JSON.parse(byId("data").textContent);
  const { clients, rounds, classes, selected, last } = metrics;
  const test = selected?.test ?? null;
  const alone = metrics.federation === "local";
  const named = (client, index) => {
    const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = Charts.swatch(index);
    return el("span", {}, swatch, client.name);
  };

  /** Returns the number of classes that a score is over, in brackets. */
  const over = (scored) => (present(scored) ? ` (${scored === classes.length ? "all" : `${scored} of`} ${classes.length} classes)` : "");

  const term = (name, value, wide) => el("div", wide ? { class: "wide" } : {}, el("dt", {}, name), el("dd", {}, value));

  const network = (one) => (one ? `${one.name}, ${one.weights} weights` : "none");

  const head = () => {
    byId("method").textContent = facts.method;
    byId("facts").append(
      term("Config", facts.config),
      term("Fold, seed", `${facts.fold}, ${facts.seed}`),
      term("Rounds", `${rounds.length} of ${facts.rounds}`),
      term(alone ? "Each client’s round selected on" : "Best round selected on", (alone ? metrics.personal?.by : selected?.by) === "last" || facts.selection === "last" ? "no images: the last round" : `${facts.selection} images`),
      term("Backbone", network(facts.backbone)),
      term("Auxiliary network", network(facts.auxiliary)),
      term("Clients, classes", `${count(many?.clients ?? clients.length)}, ${classes.length}`),
      term("Started", moment(facts.timing.started)),
    );
    const notes = [...new Set([...facts.warnings, ...(metrics.caveats ?? []).map((caveat) => caveat.text)])];
    if (many) {
      notes.push(`${count(many.clients)} clients are too many to show each: tables and charts give the least, the quartiles and the most of each number over the clients that have it. metrics.json holds every client.`);
    }
    if (notes.length > 0) {
      byId("warnings").hidden = false;
      byId("warnings").append(el("div", { class: "note" }, el("strong", {}, "Please note"), el("ul", {}, ...notes.map((note) => el("li", {}, note)))));
    }
    const { machine, timing, units } = facts;
    byId("machine").append(
      term("Ended", moment(timing.ended)),
      term("Wall time", span(timing.seconds)),
      term("Units of work", `${count(units.run)} run, ${count(units.reused)} reused`),
      term("Engine", machine.engine),
      term("Device, threads per unit", `${machine.device}, ${machine.threads}`),
      term("Java", machine.jvm),
      term("Operating system", machine.operating_system),
      term("Last global model", el("code", {}, metrics.final?.global_model ?? NONE), true),
    );
  };

  const headline = () => {
    const line = byId("selection");
    if (alone) {
      byId("headline-title").textContent = "The clients’ own models";
      const { personal } = metrics;
      const chosen =
        personal?.by === "test"
          ? "the round best on its own test images, so its scores there are optimistic"
          : personal?.by === "last"
            ? "the last round"
            : "the round best on its own validation images";
      line.textContent = personal
        ? `Each client trained alone, for ${number(rounds.length, "round")}. Its model is that of ${chosen}.`
        : "Each client trains alone. Their models are scored after the last round.";
    } else if (!selected) {
      line.textContent = "No round was scored, so none was selected.";
    } else {
      const images = test ? sum(test.confusion.flat()) : (many?.images.test ?? sum(clients.map((one) => one.images.test)));
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
    }
    const cell = (name, value, main) => el("div", main ? { class: "main" } : {}, el("span", { class: "value" }, score(value)), el("span", { class: "name" }, name));
    if (alone) {
      const everywhere = (metrics.union ?? []).map((one) => one?.balanced_accuracy).filter(present);
      byId("scores").append(
        cell("mean balanced accuracy, own test images", metrics.personal?.mean_balanced_accuracy, true),
        ...(metrics.union ? [cell("mean balanced accuracy, all test images", ratio(sum(everywhere), everywhere.length))] : []),
      );
      return;
    }
    byId("scores").append(
      cell(`${selected?.by === "test" ? "balanced accuracy, optimistic" : "balanced accuracy"}${over(test?.classes)}`, test?.balanced_accuracy, true),
      cell("accuracy", test?.accuracy),
      cell("macro F1", test?.macro_f1),
      cell("macro AUROC", test?.macro_auroc),
    );
  };

  const legend = (series, filled) => {
    const list = el("ul", { class: filled ? "legend filled" : "legend" });
    for (const one of series) {
      const key = el("span", { class: "key", "aria-hidden": "true" });
      key.style.borderColor = Charts.swatch(one.look);
      key.style.borderTopStyle = filled ? "solid" : Charts.stroke(one.look);
      list.append(el("li", {}, key, one.name));
    }
    return list;
  };

  /** Draws series over rounds, with the same numbers as a table to unfold. */
  const chart = (id, title, detail, series, options = {}) => {
    const figure = byId(id);
    figure.append(caption("figcaption", title, detail));
    const shown = series.filter((one) => one.values.some(present));
    if (shown.length === 0) {
      figure.append(nothing("No numbers."));
      return;
    }
    const digits = options.digits ?? 3;
    const last = (one) => score(one.values.filter(present).at(-1), digits);
    const label = `${title} over ${number(rounds.length, "round")}; last values: ${shown.map((one) => `${one.name} ${last(one)}`).join(", ")}. The numbers follow as a table.`;
    const canvas = el("canvas", { role: "img", "aria-label": label });
    const numbers = table(
      title,
      null,
      ["Round", ...shown.map((one) => one.name)],
      rounds.map((one, i) => [String(one.round), ...shown.map((each) => score(each.values[i], digits))]),
    );
    figure.append(el("div", { class: "canvas" }, canvas), legend(shown, options.stacked), el("details", {}, el("summary", {}, "Numbers"), numbers));
    Charts.add({ canvas, rounds: rounds.map((one) => one.round), series: shown, selected: selected?.round, digits, ...options });
  };

  const ofClients = (value) =>
    clients.map((client, i) => ({
      name: client.name,
      look: i,
      values: rounds.map((round) => value(round.clients.find((one) => one.client === client.client)) ?? null),
    }));

  const curves = () => {
    const global = (part) => rounds.map((round) => round.global[part]?.balanced_accuracy ?? null);
    const scored = rounds[0]?.global.validation?.classes ?? rounds[0]?.global.test?.classes;
    if (!alone)
      chart("global-chart", "Balanced accuracy of the global model", `on the union of the clients’ images of that part${over(scored)}`, [
      { name: "validation", look: 0, strong: true, values: global("validation") },
      { name: "test (optimistic)", look: 1, strong: true, values: global("test") },
    ]);
    chart("loss-chart", "Training loss of each client", "mean over the round’s batches", ofClients((one) => one?.loss));
    byId("local-chart").className = "wide-chart";
    chart("local-chart", "Balanced accuracy of the local models", "after local training, on the client’s own validation images; the table of clients has their classes", ofClients((one) => one?.balanced_accuracy));
  };

  const weights = () => {
    if (metrics.federation) {
      byId("aggregation").hidden = true;
      return;
    }
    const series = clients.map((client, i) => ({ name: client.name, look: i, values: rounds.map((round) => round.weights[i] ?? null) }));
    if (many) {
      byId("weight-chart").className = "wide-chart";
      chart("weight-chart", "Weights over rounds", "spread over the clients; all together sum to one", series, { digits: 6, bottom: 0 });
      return;
    }
    chart("weight-chart", "Weights over rounds", "they sum to one", series, { stacked: true, top: 1, bottom: 0 });
    const at = rounds.findIndex((round) => round.round === selected?.round);
    const index = at >= 0 ? at : rounds.length - 1;
    const images = sum(clients.map((one) => one.images.train));
    const shares = clients.map((client) => ratio(client.images.train, images));
    // the longest bar or tick fills its track
    const scale = Math.max(...shares, ...series.map((one) => one.values[index] ?? 0), 0) || 1;
    const scaled = (value) => (present(value) ? value / scale : null);
    const mean = (values) => ratio(sum(values), values.filter(present).length);
    if (index < 0) {
      return;
    }
    byId("weight-table").append(
      table(
        `Weights in round ${rounds[index].round}`,
        "tick: share of the training images",
        ["Client", "Image share", "Mean", "Weight", el("td", { class: "bar" })],
        clients.map((client, i) => {
          const share = shares[i];
          const weight = series[i].values[index];
          return [named(client, i), score(share), score(mean(series[i].values)), score(weight), bar(scaled(weight), scaled(share), Charts.swatch(i))];
        }),
      ),
    );
  };

  const priors = () => {
    const has = (round, key) => round.clients.some((one) => present(one[key]));
    const factors = rounds.some((round) => has(round, "robust_factor"));
    const withPriors = rounds.filter((round) => has(round, "prior") || has(round, "class_loss"));
    if (!factors && withPriors.length === 0) {
      return;
    }
    byId("priors").hidden = false;
    byId("factor-chart").className = "wide-chart";
    chart("factor-chart", "Robust factor ρ of each client", null, ofClients((one) => one?.robust_factor));
    const round = withPriors.find((one) => one.round === selected?.round) ?? withPriors.at(-1);
    const tables = [
      ["prior", "Class prior P"],
      ["class_loss", "Class divergence S"],
    ].filter(([key]) => round && has(round, key));
    for (const [key, title] of tables) {
      const values = clients.map((client) => round.clients.find((one) => one.client === client.client)?.[key] ?? []);
      const largest = Math.max(...values.flat().filter(present), 0);
      byId("prior-tables").append(
        heat(
          `${title}, round ${round.round}`,
          "per client and class; darker is larger; zero: the client lacks the class",
          "Client",
          clients.map((client) => client.name),
          classes,
          (r, c) => {
            const value = values[r][c];
            return { text: value === 0 ? "0" : score(value, 2), shade: present(value) ? (ratio(value, largest) ?? 0) * 0.65 : null };
          },
        ),
      );
    }
  };

  const perClass = () => {
    if (alone) {
      byId("classes").hidden = true;
      return;
    }
    if (!test) {
      byId("recall").append(nothing("No test images were scored."));
      return;
    }
    byId("recall").append(
      table(
        "Recall per class",
        present(test.balanced_accuracy) ? `tick: their mean, the balanced accuracy ${score(test.balanced_accuracy)}` : null,
        ["Class", "Images", "Recall", el("td", { class: "bar" })],
        classes.map((name, c) => [name, count(sum(test.confusion[c] ?? [])), score(test.recall[c]), bar(test.recall[c], test.balanced_accuracy)]),
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
          const images = test.confusion[t]?.[p];
          const share = ratio(images ?? 0, sum(test.confusion[t] ?? []));
          return {
            text: count(images),
            shade: share,
            hit: t === p,
            hint: `${number(images ?? 0, "image")} of ${classes[t]} predicted as ${classes[p]}${present(share) ? ` (${(100 * share).toFixed(1)} %)` : ""}`,
          };
        },
        "Predicted",
      ),
    );
  };

  const perClient = () => {
    const parts = ["train", "validation", "test"];
    const own = (i) => selected?.per_client[i] ?? null;
    byId("clients").append(
      table(
        alone ? "Images of each client" : "Images, and balanced accuracy of the selected model on each client’s own test images",
        [
          clients.some((client) => client.classes) ? "in brackets: the number of classes" : null,
          present(test?.balanced_accuracy) ? `tick: ${score(test.balanced_accuracy)}, on all clients’ test images together` : null,
        ]
          .filter(present)
          .join("; ") || null,
        [many ? "Spread" : "Client", "Training images", "Validation", "Test", ...(alone ? [] : ["Balanced accuracy", el("td", { class: "bar" })])],
        clients.map((client, i) => [
          named(client, i),
          ...parts.map((part) => `${count(client.images[part])}${client.classes ? ` (${client.classes[part]})` : ""}`),
          ...(alone ? [] : [score(own(i)), bar(own(i), test?.balanced_accuracy, Charts.swatch(i))]),
        ]),
        ["All", ...parts.map((part) => count(many?.images[part] ?? sum(clients.map((client) => client.images[part])))), ...(alone ? [] : [score(test?.balanced_accuracy), bar(null)])],
      ),
    );
  };

  const personal = () => {
    if (!metrics.personal) {
      return;
    }
    const { by, mean_balanced_accuracy: mean, clients: own } = metrics.personal;
    byId("clients").append(
      table(
        "Personal models: each client’s own model after local training, on its own test images",
        by === "test" ? "optimistic: each client’s best round was chosen on these same test images" : "each client’s round was chosen on its own validation images",
        ["Client", "Round", "Accuracy", "Balanced accuracy", el("td", { class: "bar" })],
        clients.map((client, i) => [
          named(client, i),
          own[i].round === null ? NONE : String(own[i].round),
          score(own[i].accuracy),
          score(own[i].balanced_accuracy),
          bar(own[i].balanced_accuracy, mean, Charts.swatch(i)),
        ]),
        ["Mean", "", "", score(mean), bar(null)],
      ),
    );
  };

  /** Shows the scores of each client's model on the test images of each client and of all. */
  const matrix = () => {
    if (!metrics.matrix) {
      return;
    }
    const names = clients.map((client) => client.name);
    byId("clients").append(
      heat(
        "Balanced accuracy of each client’s model on each client’s test images",
        "outlined: its own; last column: all clients’ test images together",
        "Model of",
        names,
        [...names, "all"],
        (r, c) => {
          const value = c < names.length ? metrics.matrix[r][c] : metrics.union[r]?.balanced_accuracy;
          return { text: score(value, 2), shade: present(value) ? value * 0.65 : null, hit: r === c, hint: present(value) ? score(value, 4) : null };
        },
        "Test images of",
      ),
    );
  };

  head();
  headline();
  curves();
  weights();
  priors();
  perClass();
  perClient();
  personal();
  matrix();
  Charts.drawAll();
})();
