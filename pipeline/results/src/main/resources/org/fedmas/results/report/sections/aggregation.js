/** Aggregation weights beside the clients' shares of the images. */
Page.section("aggregation", () => {
  const { present, score, sum, ratio, count, el, table, bar } = Elements;
  const { metrics, many, clients, rounds, classes, selected, details, byId, named, chart, shareOfImages } = Page;

  const lacking = () => {
    const { weights } = details;
    if (!weights?.lacking.some((one) => one.clients > 0)) {
      return;
    }
    byId("lacking").append(
      table(
        `Weight on clients that lack a class, round ${weights.round}`,
        "clients without a training image of the class teach the model nothing about it; tick: their share of the training images",
        ["Class", "Clients without it", "Image share", "Weight", el("td", { class: "bar" })],
        weights.lacking.map((one, c) => [classes[c], count(one.clients), score(one.images), score(one.weight), bar(one.weight, one.images)]),
      ),
    );
  };

  const ofRound = (series) => {
    const at = rounds.findIndex((round) => round.round === selected?.round);
    const index = at >= 0 ? at : rounds.length - 1;
    if (index < 0) {
      return;
    }
    const shares = clients.map(shareOfImages);
    // the longest bar or tick fills its track
    const scale = Math.max(...shares, ...series.map((one) => one.values[index] ?? 0), 0) || 1;
    const scaled = (value) => (present(value) ? value / scale : null);
    const mean = (values) => ratio(sum(values), values.filter(present).length);
    byId("weight-table").append(
      table(
        `Weights in round ${rounds[index].round}`,
        "tick: share of the training images",
        ["Client", "Image share", "Mean", "Weight", el("td", { class: "bar" })],
        clients.map((client, i) => {
          const weight = series[i].values[index];
          return [named(client, i), score(shares[i]), score(mean(series[i].values)), score(weight), bar(scaled(weight), scaled(shares[i]), Charts.swatch(i))];
        }),
      ),
    );
  };

  if (metrics.federation) {
    byId("aggregation").hidden = true;
    return;
  }
  const series = clients.map((client, i) => ({ name: client.name, look: i, values: rounds.map((round) => round.weights[i] ?? null) }));
  if (many) {
    byId("weight-chart").className = "wide-chart";
    chart("weight-chart", "Weights over rounds", "spread over the clients; all together sum to one", series, { digits: 6, bottom: 0 });
  } else {
    chart("weight-chart", "Weights over rounds", "they sum to one", series, { stacked: true, top: 1, bottom: 0 });
    ofRound(series);
  }
  lacking();
});
