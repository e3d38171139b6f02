"use strict";

/** Charts with their captions, legends and numbers. */
const Figures = (() => {
  const { present, score, number, el, caption, table, nothing } = Elements;

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

  const unfold = (node) => el("details", {}, el("summary", {}, "Numbers"), node);

  /** Draws series over rounds, with the same numbers as a table to unfold. */
  const overRounds = (figure, title, detail, rounds, series, options = {}) => {
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
      rounds.map((round, i) => [String(round), ...shown.map((each) => score(each.values[i], digits))]),
    );
    figure.append(el("div", { class: "canvas" }, canvas), legend(shown, options.stacked), unfold(numbers));
    Charts.add({ canvas, rounds, series: shown, digits, ...options });
  };

  /** Draws series of points (x, y) in the unit square. */
  const inPlane = (figure, title, detail, series, across, up, options = {}) => {
    figure.append(caption("figcaption", title, detail));
    const canvas = el("canvas", { role: "img", "aria-label": `${title}: ${up} over ${across}, ${series.map((one) => one.name).join(", ")}.` });
    figure.append(el("div", { class: "canvas square" }, canvas));
    if (series.length > 1) {
      figure.append(legend(series));
    }
    if (options.numbers) {
      figure.append(unfold(options.numbers));
    }
    Charts.add({ canvas, series, across, up, points: true });
  };

  return { legend, overRounds, inPlane, unfold };
})();
