"use strict";

/** Draws the curves: one line per configuration, and a band over its seeds. */
(() => {
  const PALETTE = 7;
  const DASHES = [[], [7, 4], [2, 3]];
  const STROKES = ["solid", "dashed", "dotted"];
  const THEMES = ["system", "dark", "light"];
  const byId = (id) => document.getElementById(id);
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = (index) => style(`--c${index % PALETTE}`);
  const turn = (index) => Math.floor(index / PALETTE) % DASHES.length;
  const present = (value) => value !== null && value !== undefined;

  addEventListener("error", (event) => {
    byId("problem").hidden = false;
    byId("problem").textContent = `This page could not be drawn completely: ${event.message}`;
  });

  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  };

  const hasBand = (curve) => curve.values.some((_, i) => present(curve.lower[i]) && curve.lower[i] !== curve.upper[i]);

  const edge = (curve, values, fill, index) => ({
    label: `${curve.name}, band`,
    band: true,
    data: values,
    borderWidth: 0,
    pointRadius: 0,
    pointHitRadius: 0,
    backgroundColor: `${colour(index)}33`,
    fill,
    spanGaps: true,
  });

  const line = (chart, curve, index) => ({
    label: curve.name,
    data: curve.values,
    borderColor: colour(index),
    backgroundColor: colour(index),
    borderDash: DASHES[turn(index)],
    borderWidth: 2,
    pointRadius: chart.places.length <= 10 ? 4 : 0,
    pointHitRadius: 8,
    spanGaps: true,
  });

  const datasets = (chart) =>
    chart.curves.flatMap((curve, i) =>
      hasBand(curve)
        ? [edge(curve, curve.lower, false, i), edge(curve, curve.upper, "-1", i), line(chart, curve, i)]
        : [line(chart, curve, i)],
    );

  const draw = ({ canvas, chart }) => {
    const ticks = { color: style("--soft"), padding: 6 };
    return new Chart(canvas, {
      type: "line",
      data: { labels: chart.places, datasets: datasets(chart) },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            grid: { display: false },
            border: { color: style("--line") },
            ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 18 },
            title: { display: true, text: chart.axis, color: style("--soft") },
          },
          y: { grid: { color: style("--line"), drawTicks: false }, border: { display: false }, ticks: { ...ticks, maxTicksLimit: 6 } },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            filter: (item) => !item.dataset.band,
            callbacks: {
              title: (items) => (items.length > 0 ? `${chart.axis} ${items[0].label}` : ""),
              label: (item) => `${item.dataset.label}: ${item.parsed.y.toFixed(3)}`,
            },
          },
        },
      },
    });
  };

  const legend = (chart) =>
    el(
      "ul",
      { class: "legend" },
      ...chart.curves.map((curve, i) => {
        const key = el("span", { class: "key", "aria-hidden": "true" });
        key.style.borderColor = `var(--c${i % PALETTE})`;
        key.style.borderTopStyle = STROKES[turn(i)];
        return el("li", {}, key, curve.name);
      }),
    );

  const shown = JSON.parse(byId("data").textContent).map((chart) => {
    const last = (curve) => curve.values.filter(present).at(-1)?.toFixed(3) ?? "–";
    const label = `${chart.title} over ${chart.axis}s; last values: ${chart.curves.map((curve) => `${curve.name} ${last(curve)}`).join(", ")}`;
    const canvas = el("canvas", { role: "img", "aria-label": label });
    const caption = el("figcaption", {}, chart.title, el("small", {}, chart.detail));
    byId("curves").append(el("figure", {}, caption, el("div", { class: "canvas" }, canvas), legend(chart)));
    return { canvas, chart };
  });
  byId("curves").hidden = shown.length === 0;
  let drawn = [];
  const drawAll = () => {
    if (shown.length === 0) {
      return;
    }
    drawn.forEach((chart) => chart.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12.5;
    drawn = shown.map(draw);
  };
  const printing = (on) => () => {
    document.documentElement.classList.toggle("printing", on);
    drawAll();
  };
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
    root.dataset.theme = next;
    byId("theme").textContent = `Theme: ${next}`;
    drawAll();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", printing(true));
  addEventListener("afterprint", printing(false));
  drawAll();
})();
