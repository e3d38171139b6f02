/** Class priors and divergences of every round, chosen with a slider. */
Page.section("priors", () => {
  const { present, score, ratio, el, heat, shaded } = Elements;
  const { rounds, clients, classes, selected, byId, ofClients, chart, show } = Page;
  const has = (round, key) => round.clients.some((one) => present(one[key]));
  const factors = rounds.some((round) => has(round, "robust_factor"));
  const measured = rounds.filter((round) => has(round, "prior") || has(round, "class_loss"));
  if (!factors && measured.length === 0) {
    return;
  }
  show("priors");
  byId("factor-chart").className = "wide-chart";
  chart("factor-chart", "Robust factor ρ of each client", null, ofClients((one) => one?.robust_factor));
  if (measured.length === 0) {
    return;
  }

  const ofRound = (round, key) => clients.map((client) => round.clients.find((one) => one.client === client.client)?.[key] ?? []);
  const maps = [
    ["prior", "Class prior P"],
    ["class_loss", "Class divergence S"],
  ]
    .filter(([key]) => measured.some((round) => has(round, key)))
    .map(([key, title]) => {
      // one scale for all rounds, so that shades can be compared
      const largest = measured.reduce((most, round) => Math.max(most, ...ofRound(round, key).flat().filter(present)), 0);
      const cell = (round) => {
        const values = ofRound(round, key);
        return (r, c) => {
          const value = values[r][c];
          return { text: value === 0 ? "0" : score(value, 2), shade: present(value) ? (ratio(value, largest) ?? 0) * 0.65 : null };
        };
      };
      return { key, title, cell };
    });

  const at = measured.findIndex((one) => one.round === selected?.round);
  const first = at >= 0 ? at : measured.length - 1;
  const name = el("output", { for: "round-slider" });
  const slider = el("input", { id: "round-slider", type: "range", min: 0, max: measured.length - 1, step: 1, value: first });
  byId("prior-round").append(el("label", { for: "round-slider" }, "Round"), slider, name);

  for (const map of maps) {
    map.table = heat(map.title, "per client and class; darker is larger, on one scale for all rounds; zero: the client lacks the class", "Client", clients.map((client) => client.name), classes, map.cell(measured[first]));
    byId("prior-tables").append(map.table);
  }

  const turn = () => {
    const round = measured[Number(slider.value)];
    name.textContent = `${round.round}${round.round === selected?.round ? ", selected" : ""}`;
    slider.setAttribute("aria-valuetext", `round ${name.textContent}`);
    for (const map of maps) {
      const cell = map.cell(round);
      [...map.table.querySelectorAll("tbody tr")].forEach((row, r) => [...row.querySelectorAll("td")].forEach((node, c) => shaded(node, cell(r, c))));
    }
  };
  slider.addEventListener("input", turn);
  turn();
});
