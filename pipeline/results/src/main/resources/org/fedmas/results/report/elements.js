"use strict";

/** Formats of numbers, and the kinds of tables the page is made of. Text enters as text only. */
const Elements = (() => {
  const NONE = "–";

  const present = (value) => value !== null && value !== undefined;
  const score = (value, digits = 3) => (present(value) ? value.toFixed(digits) : NONE);
  const count = (value) => (present(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f") : NONE);
  const sum = (values) => values.reduce((a, b) => a + (b ?? 0), 0);
  const number = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
  const ratio = (part, whole) => (whole > 0 ? part / whole : null);
  const moment = (iso) => (iso ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : NONE);
  const span = (seconds) => {
    if (!present(seconds)) {
      return NONE;
    }
    const whole = Math.round(seconds);
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min ${s} s` : `${score(seconds, seconds < 10 ? 1 : 0)} s`;
  };

  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    node.append(...children.filter(present));
    return node;
  };

  const caption = (tag, title, detail) => el(tag, {}, title, detail ? el("small", {}, detail) : null);

  /** Cells are text or nodes; the first of a row is its header. */
  const row = (cells, header = "row") =>
    el(
      "tr",
      {},
      ...cells.map((cell, i) => {
        if (cell instanceof Node && cell.tagName === "TD") {
          return cell;
        }
        return i === 0 || header === "col" ? el("th", { scope: header }, cell) : el("td", {}, cell);
      }),
    );

  const scroll = (label, table) => el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, table);

  const table = (title, detail, head, body, foot) =>
    scroll(
      title,
      el(
        "table",
        {},
        caption("caption", title, detail),
        el("thead", {}, row(head, "col")),
        el("tbody", {}, ...body.map((cells) => row(cells))),
        foot ? el("tfoot", {}, row(foot)) : null,
      ),
    );

  const nothing = (text) => el("p", { class: "empty" }, text);

  /** A bar from 0 to 1 with an optional tick; the value itself stands in the cell before it. */
  const bar = (value, tick, colour) => {
    const track = el("div", { class: "track", "aria-hidden": "true" });
    if (present(value)) {
      const fill = el("div", { class: "fill" });
      fill.style.width = `${100 * value}%`;
      if (colour) {
        fill.style.background = colour;
      }
      track.append(fill);
    }
    if (present(tick)) {
      const mark = el("div", { class: "tick" });
      mark.style.left = `${100 * tick}%`;
      track.append(mark);
    }
    return el("td", { class: "bar" }, track);
  };

  /** A table whose cells are shaded by a value in [0, 1]. */
  const heat = (title, detail, corner, names, columns, cells, axis) =>
    scroll(
      title,
      el(
        "table",
        { class: "heat" },
        caption("caption", title, detail),
        el(
          "thead",
          {},
          axis ? el("tr", {}, el("td"), el("th", { class: "axis", colspan: columns.length, scope: "colgroup" }, axis)) : null,
          row([corner, ...columns], "col"),
        ),
        el(
          "tbody",
          {},
          ...names.map((name, r) =>
            row([
              name,
              ...columns.map((column, c) => {
                const { text, shade, hint, hit } = cells(r, c);
                const cell = el("td", hint ? { title: hint } : {}, text);
                cell.className = [text === NONE || text === "0" ? "none" : "", shade > 0.74 ? "strong" : "", hit ? "hit" : ""].join(" ").trim();
                cell.style.background = `rgb(var(--heat) / ${(0.05 + 0.9 * (shade ?? 0)).toFixed(3)})`;
                return cell;
              }),
            ]),
          ),
        ),
      ),
    );

  return { NONE, present, score, count, sum, number, ratio, moment, span, el, caption, table, nothing, bar, heat };
})();
