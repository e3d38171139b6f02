/** The stages as a graph, with the digests of their artifacts. */
Page.section("stages", () => {
  const { count, number, el, svg, caption, table } = Elements;
  const { details, byId, show } = Page;
  const { stages } = details;
  if (stages.length === 0) {
    return;
  }
  show("stages");
  const WIDTH = 150;
  const HEIGHT = 58;
  const ACROSS = 200;
  const DOWN = 92;
  const named = new Map(stages.map((one) => [one.stage, one]));
  const level = (one) => 1 + Math.max(-1, ...one.reads.map((name) => level(named.get(name))));
  const columns = [];
  const places = new Map();
  for (const one of stages) {
    const column = level(one);
    columns[column] = (columns[column] ?? 0) + 1;
    places.set(one.stage, { x: 4 + column * ACROSS, y: 4 + (columns[column] - 1) * DOWN });
  }
  const width = 8 + (columns.length - 1) * ACROSS + WIDTH;
  const height = 8 + (Math.max(...columns) - 1) * DOWN + HEIGHT;
  const edge = (from, to) => {
    const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
    const middle = (x1 + x2) / 2;
    return svg(
      "g",
      {},
      svg("path", { class: "edge", d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2 - 7},${y2}` }),
      svg("path", { class: "head", d: `M${x2 - 8},${y2 - 4} L${x2 - 1},${y2} L${x2 - 8},${y2 + 4} z` }),
    );
  };
  const node = (one) => {
    const { x, y } = places.get(one.stage);
    return svg(
      "g",
      {},
      svg("rect", { x, y, width: WIDTH, height: HEIGHT, rx: 4 }),
      svg("text", { class: "stage", x: x + 10, y: y + 19 }, one.stage),
      svg("text", { x: x + 10, y: y + 35 }, number(one.units, "unit")),
      svg("text", { class: "digest", x: x + 10, y: y + 50 }, one.digest.replace("sha256:", "").slice(0, 16)),
    );
  };
  const graph = svg(
    "svg",
    { class: "graph", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `Stages: ${stages.map((one) => `${one.stage}${one.reads.length ? ` reads ${one.reads.join(" and ")}` : ""}`).join("; ")}.` },
    ...stages.flatMap((one) => one.reads.map((name) => edge(places.get(name), places.get(one.stage)))),
    ...stages.map(node),
  );
  byId("stage-graph").append(caption("figcaption", "What reads what", "in each round training starts from the aggregation of the round before"), el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Graph of the stages" }, graph));
  byId("stage-table").append(
    table(
      "Digests",
      null,
      ["Stage", "Units", "Reads", "Digest of all units"],
      stages.map((one) => [one.stage, count(one.units), one.reads.join(", ") || "raw inputs", el("code", {}, one.digest)]),
    ),
  );
});
