"use strict";

/** Formats of numbers, and the kinds of tables the page is made of. Text enters as text only. */
const Elements = (() => {
  const NONE = "–";
  const VECTOR = "http://www.w3.org/2000/svg"; // a name, never fetched

  const present = (value) => value !== null && value !== undefined;
  const score = (value, digits = 3) => (present(value) ? value.toFixed(digits) : NONE);
  const interval = (ends, digits = 3) => (present(ends) ? `${score(ends[0], digits)} to ${score(ends[1], digits)}` : NONE);
  const count = (value) => (present(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f") : NONE);
  const sum = (values) => values.reduce((a, b) => a + (b ?? 0), 0);
  /** The sum of counts, null if one of them is hidden. */
  const whole = (values) => (values.every(present) ? sum(values) : null);
  const number = (value, noun) => `${count(value)} ${noun}${value === 1 ? "" : noun.endsWith("s") ? "es" : "s"}`;
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

  const filled = (node, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    node.append(...children.filter(present));
    return node;
  };

  const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

  const svg = (tag, attributes = {}, ...children) => filled(document.createElementNS(VECTOR, tag), attributes, children);

  const caption = (tag, title, detail) => el(tag, {}, el("span", { class: "title" }, title), detail ? el("small", {}, detail) : null);

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

  /** A table of words, whose cells may take several lines. */
  const prose = (title, detail, head, body) => {
    const region = table(title, detail, head, body);
    region.firstChild.classList.add("prose");
    return region;
  };

  const nothing = (text) => el("p", { class: "empty" }, text);

  const percent = (value) => `${100 * Math.min(1, Math.max(0, value))}%`;

  const mark = (kind, value) => {
    const node = el("div", { class: kind });
    node.style.left = percent(value);
    return node;
  };

  /** A bar from 0 to 1 with an optional tick; the value itself stands in another cell of the row. */
  const bar = (value, tick, colour) => {
    const track = el("div", { class: "track", "aria-hidden": "true" });
    if (present(value)) {
      const fill = el("div", { class: "fill" });
      fill.style.width = percent(value);
      if (colour) {
        fill.style.background = colour;
      }
      track.append(fill);
    }
    if (present(tick)) {
      track.append(mark("tick", tick));
    }
    return el("td", { class: "bar" }, track);
  };

  /** A point from 0 to 1 with its interval and a line of reference; the numbers stand in another cell. */
  const range = (value, ends, reference, colour) => {
    const track = el("div", { class: "forest", "aria-hidden": "true" });
    if (present(reference)) {
      track.append(mark("reference", reference));
    }
    if (present(ends)) {
      const whisker = el("div", { class: "whisker" });
      whisker.style.left = percent(ends[0]);
      whisker.style.width = percent(ends[1] - ends[0]);
      track.append(whisker);
    }
    if (present(value)) {
      const point = mark("point", value);
      if (colour) {
        point.style.background = colour;
      }
      track.append(point);
    }
    return el("td", { class: "range" }, track);
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
        el("tbody", {}, ...names.map((name, r) => row([name, ...columns.map((column, c) => shaded(el("td"), cells(r, c)))]))),
      ),
    );

  /** Fills a cell of a heat map; deep shades need the other colour of text. */
  const shaded = (cell, { text, shade, hint, hit }) => {
    cell.textContent = text;
    if (hint) {
      cell.title = hint;
    }
    const deep = shade > 0.816 ? "mid deep" : shade > 0.666 ? "mid" : "";
    cell.className = [text === NONE || text === "0" ? "none" : "", deep, hit ? "hit" : ""].join(" ").trim();
    cell.style.background = `rgb(var(--heat) / ${(0.05 + 0.9 * (shade ?? 0)).toFixed(3)})`;
    return cell;
  };

  return { NONE, present, score, interval, count, sum, whole, number, ratio, moment, span, el, svg, caption, table, prose, nothing, bar, range, heat, shaded };
})();
