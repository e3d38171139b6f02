"use strict";

/**
 * Charts over rounds. Colours come from the style sheet, so one set of rules serves light, dark and
 * paper; charts are drawn anew when that changes.
 */
const Charts = (() => {
  const PALETTE = 7;
  const DASHES = [[], [6, 3], [2, 2]];
  const STROKES = ["solid", "dashed", "dotted"];
  const TOOLTIP_LIMIT = 12;
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
      const index = chart.data.labels.indexOf(options.round);
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

  const draw = (specification) => {
    const { canvas, rounds, series, stacked, selected, top, bottom, digits } = specification;
    const grid = { color: colour("--line"), drawTicks: false };
    const ticks = { color: colour("--soft"), padding: 6 };
    return new Chart(canvas, {
      type: stacked ? "bar" : "line",
      data: {
        labels: rounds,
        datasets: series.map((one, i) => (stacked ? bar(one, i) : line(one, i, rounds))),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        layout: { padding: { top: 22, right: 4 } },
        interaction: { mode: "index", intersect: false },
        scales: {
          x: {
            stacked,
            grid: { display: false },
            border: { color: colour("--line") },
            ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 18 },
            title: { display: true, text: "round", color: colour("--soft") },
          },
          y: {
            stacked,
            grid,
            border: { display: false },
            ticks: { ...ticks, maxTicksLimit: 6 },
            suggestedMin: bottom,
            max: top,
          },
        },
        plugins: {
          marker: { round: selected },
          legend: { display: false },
          tooltip: {
            itemSort: (a, b) => b.parsed.y - a.parsed.y,
            filter: (_, index) => index < TOOLTIP_LIMIT,
            callbacks: {
              title: (items) => `round ${items[0].label}`,
              label: (item) => `${item.dataset.label}: ${item.parsed.y.toFixed(digits)}`,
            },
          },
        },
      },
      plugins: [marker],
    });
  };

  const drawAll = () => {
    drawn.forEach((chart) => chart.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12.5;
    drawn = specifications.map(draw);
  };

  const printing = (on) => () => {
    document.documentElement.classList.toggle("printing", on);
    drawAll();
  };

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", printing(true));
  addEventListener("afterprint", printing(false));

  return {
    add: (specification) => specifications.push(specification),
    drawAll,
    swatch: (index) => `var(--c${index % PALETTE})`,
    stroke: (index) => STROKES[turn(index)],
  };
})();
