"use strict";

/**
 * Charts over rounds and in the unit square. Colours come from the style sheet, so one set of rules
 * serves light, dark and paper; charts are drawn again when that changes.
 */
const Charts = (() => {
  const PALETTE = 7;
  const DASHES = [[], [6, 3], [2, 2]];
  const STROKES = ["solid", "dashed", "dotted"];
  const TOOLTIP_LIMIT = 12;
  const THEMES = ["system", "dark", "light"];
  const specifications = [];
  let drawn = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const turn = (index) => Math.floor(index / PALETTE) % DASHES.length;

  /** Beyond the palette, the dash pattern tells equal colours apart. */
  const look = (index) => ({
    borderColor: colour(`--c${index % PALETTE}`),
    backgroundColor: colour(`--c${index % PALETTE}`),
    borderDash: DASHES[turn(index)],
  });

  /** A vertical line at the selected round. */
  const marker = {
    id: "marker",
    afterDatasetsDraw(chart, _, options) {
      const index = (chart.data.labels ?? []).indexOf(options.round);
      if (index < 0) {
        return;
      }
      const { ctx, chartArea, scales } = chart;
      const x = scales.x.getPixelForValue(index);
      const right = x > (chartArea.left + chartArea.right) / 2;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = colour("--ink");
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.font = `12px ${Chart.defaults.font.family}`;
      ctx.textAlign = right ? "right" : "left";
      ctx.fillText(`round ${options.round}, selected`, x + (right ? -6 : 6), chartArea.top - 8);
      ctx.restore();
    },
  };

  const line = (series, index, rounds) => ({
    label: series.name,
    data: series.values,
    ...look(series.look ?? index),
    borderWidth: series.strong ? 2.5 : 1.75,
    pointRadius: rounds.length <= 3 ? 4 : series.strong && rounds.length <= 40 ? 2.5 : 0,
    pointHitRadius: 8,
    tension: 0,
    spanGaps: true,
  });

  const bar = (series, index) => ({
    label: series.name,
    data: series.values,
    ...look(series.look ?? index),
    barPercentage: 1,
    categoryPercentage: 1,
    // a seam of paper between neighbours in the stack
    borderColor: colour("--paper"),
    borderWidth: { top: 1 },
    borderSkipped: false,
  });

  /** Points (x, y) in the unit square, joined by lines. */
  const path = (series, index) => ({
    label: series.name,
    data: series.points.map(([x, y]) => ({ x, y })),
    ...look(series.look ?? index),
    showLine: true,
    borderWidth: 1.75,
    pointRadius: series.marks ? 4 : 0,
    pointHitRadius: 6,
    tension: 0,
  });

  const diagonal = () => ({
    label: "diagonal",
    data: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
    showLine: true,
    borderColor: colour("--soft"),
    borderDash: [4, 4],
    borderWidth: 1,
    pointRadius: 0,
    pointHitRadius: 0,
  });

  const axes = () => ({
    grid: { color: colour("--line"), drawTicks: false },
    ticks: { color: colour("--soft"), padding: 6 },
  });

  const title = (text) => ({ display: true, text, color: colour("--soft") });

  const options = (specification, scales, callbacks, interaction) => ({
    animation: false,
    maintainAspectRatio: false,
    layout: { padding: { top: 22, right: 4 } },
    interaction,
    scales,
    plugins: {
      marker: { round: specification.selected },
      legend: { display: false },
      tooltip: { filter: (_, index) => index < TOOLTIP_LIMIT, callbacks },
    },
  });

  const overRounds = (specification) => {
    const { canvas, rounds, series, stacked, top, bottom, digits, unit } = specification;
    const { grid, ticks } = axes();
    const scales = {
      x: {
        stacked,
        grid: { display: false },
        border: { color: colour("--line") },
        ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 18 },
        title: title("round"),
      },
      y: {
        stacked,
        grid,
        border: { display: false },
        ticks: { ...ticks, maxTicksLimit: 6 },
        suggestedMin: bottom,
        max: top,
        title: unit ? title(unit) : { display: false },
      },
    };
    const callbacks = {
      title: (items) => `round ${items[0].label}`,
      label: (item) => `${item.dataset.label}: ${item.parsed.y.toFixed(digits)}`,
    };
    const chosen = options(specification, scales, callbacks, { mode: "index", intersect: false });
    chosen.plugins.tooltip.itemSort = (a, b) => b.parsed.y - a.parsed.y;
    return new Chart(canvas, {
      type: stacked ? "bar" : "line",
      data: {
        labels: rounds,
        datasets: series.map((one, i) => (stacked ? bar(one, i) : line(one, i, rounds))),
      },
      options: chosen,
      plugins: [marker],
    });
  };

  const inPlane = (specification) => {
    const { canvas, series, across, up } = specification;
    const axis = (text) => ({ type: "linear", min: 0, max: 1, ...axes(), border: { color: colour("--line") }, title: title(text) });
    const callbacks = {
      title: () => "",
      label: (item) => `${item.dataset.label}: ${across} ${item.parsed.x.toFixed(3)}, ${up} ${item.parsed.y.toFixed(3)}`,
    };
    return new Chart(canvas, {
      type: "scatter",
      data: { datasets: [...series.map(path), diagonal()] },
      options: options(specification, { x: axis(across), y: axis(up) }, callbacks, { mode: "nearest", intersect: true }),
    });
  };

  const drawAll = () => {
    drawn.forEach((chart) => chart.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12.5;
    drawn = specifications.map((one) => (one.points ? inPlane(one) : overRounds(one)));
  };

  const printing = (on) => () => {
    document.documentElement.classList.toggle("printing", on);
    drawAll();
  };

  /** Lets a button choose the colours: those of the system, dark or light. */
  const themeButton = (button) =>
    button.addEventListener("click", () => {
      const root = document.documentElement;
      const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? "system") + 1) % THEMES.length];
      root.dataset.theme = next;
      button.textContent = `Theme: ${next}`;
      drawAll();
    });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", printing(true));
  addEventListener("afterprint", printing(false));

  return {
    add: (specification) => specifications.push(specification),
    drawAll,
    themeButton,
    drawn: () => drawn,
    swatch: (index) => `var(--c${index % PALETTE})`,
    stroke: (index) => STROKES[turn(index)],
  };
})();
