/** Where the time of the run went, and what the clients exchanged with the server. */
Page.section("time", () => {
  const { present, score, count, number, span, sum, ratio, el, caption, table, bar } = Elements;
  const { rounds, clients, many, details, byId, named, chart, show } = Page;
  const NAMES = {
    preparation: "Preparation of images",
    setup: "Partition, features, start model",
    adaptation: "Adaptation of auxiliary networks",
    "adapted-features": "Features of adapted networks",
    "class-losses": "Losses before local work",
    "local-work": "Priors and local work",
    aggregation: "Aggregation",
    evaluation: "Evaluation, and local work of the next round",
    test: "Test of the selected and the last round",
  };
  const { jobs, kinds } = details.times;
  const timed = rounds.some((round) => present(round.seconds));
  if (kinds.length === 0 && !timed) {
    return;
  }
  show("time");
  const place = new Map(kinds.map((one, i) => [one.kind, i]));
  const all = sum(kinds.map((one) => one.seconds));

  const timeline = () => {
    const track = el("div", { class: "timeline", role: "img", "aria-label": `Timeline of ${number(jobs.length, "job")}, ${span(all)} in all. The table has the sums.` });
    for (const job of jobs) {
      const piece = el("div", { title: `${job.title}: ${span(job.seconds)}, ${number(job.units, "unit")}` });
      piece.style.width = `${100 * (ratio(job.seconds, all) ?? 0)}%`;
      piece.style.background = Charts.swatch(place.get(job.kind));
      track.append(piece);
    }
    const scale = el("div", { class: "scale", "aria-hidden": "true" }, el("span", {}, "0"), el("span", {}, span(all / 2)), el("span", {}, span(all)));
    const legend = Figures.legend(kinds.map((one, i) => ({ name: NAMES[one.kind] ?? one.kind, look: i })), true);
    byId("timeline").append(caption("figcaption", "Jobs one after the other", "time between two starts of the run is left out"), track, scale, legend);
  };

  const traffic = () => {
    const parts = ["bytes_sent", "bytes_received"];
    const of = (client, key) => sum(rounds.map((round) => round.clients.find((one) => one.client === client.client)?.[key]));
    if (many || !rounds.some((round) => round.clients.some((one) => present(one.bytes_sent)))) {
      return;
    }
    const mega = (bytes) => score(bytes / 1e6, 1);
    const exchanged = rounds.map((round) => round.clients.length);
    byId("traffic").append(
      table(
        "Exchanged with the server",
        "megabytes of stored updates, priors and models, over all rounds",
        ["Client", "Rounds", "Sent", "Received"],
        clients.map((client, i) => [
          named(client, i),
          count(rounds.filter((round) => round.clients.some((one) => one.client === client.client)).length),
          ...parts.map((key) => mega(of(client, key))),
        ]),
        ["All", count(sum(exchanged)), ...parts.map((key) => mega(sum(clients.map((client) => of(client, key)))))],
      ),
    );
  };

  traffic();
  if (jobs.length > 0) {
    timeline();
  }
  if (kinds.length > 0) {
    const most = Math.max(...kinds.map((one) => one.seconds), 0) || 1;
    byId("kinds").append(
      table(
        "Where the time went",
        "units that were found present took none",
        ["Step", "Jobs", "Units", "Time", "Share", el("td", { class: "bar" })],
        kinds.map((one, i) => [NAMES[one.kind] ?? one.kind, count(one.jobs), count(one.units), span(one.seconds), score(ratio(one.seconds, all), 2), bar(one.seconds / most, null, Charts.swatch(i))]),
        ["All", count(sum(kinds.map((one) => one.jobs))), count(sum(kinds.map((one) => one.units))), span(all), "", bar(null)],
      ),
    );
  }
  if (timed) {
    byId("seconds-chart").className = "wide-chart";
    chart("seconds-chart", "Time of each round", "seconds of the start that computed it", [{ name: "seconds", look: 0, strong: true, values: rounds.map((round) => round.seconds) }], { bottom: 0, digits: 1 });
  }
});
