"use strict";

/** The data of the page, its head, and the sections that draw it, in the order of the document. */
const Page = (() => {
  const { NONE, present, count, ratio, sum, whole, moment, span, el } = Elements;
  const byId = (id) => document.getElementById(id);
  const problem = (message) => {
    byId("problem").hidden = false;
    byId("problem").textContent = `This page could not be drawn completely: ${message}`;
  };

  addEventListener("error", (event) => problem(event.message));

  const { facts, metrics, many, details } = JSON.parse(byId("data").textContent);
  const { clients, rounds, classes, selected, last } = metrics;
  const test = selected?.test ?? null;
  const alone = metrics.federation === "local";
  const sections = [];

  const named = (client, index) => {
    const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = Charts.swatch(index);
    return el("span", {}, swatch, client.name);
  };

  /** Returns the number of classes that a score is over, in brackets. */
  const over = (scored) => (present(scored) ? ` (${scored === classes.length ? "all" : `${scored} of`} ${classes.length} classes)` : "");

  const ofClients = (value) =>
    clients.map((client, i) => ({
      name: client.name,
      look: i,
      values: rounds.map((round) => value(round.clients.find((one) => one.client === client.client)) ?? null),
    }));

  /** Draws series over the rounds of the run, with a line at the selected one. */
  const chart = (id, title, detail, series, options = {}) =>
    Figures.overRounds(
      byId(id),
      title,
      detail,
      rounds.map((one) => one.round),
      series,
      { selected: selected?.round, ...options },
    );

  const show = (id) => {
    byId(id).hidden = false;
  };

  const term = (name, value, wide) => el("div", wide ? { class: "wide" } : {}, el("dt", {}, name), el("dd", {}, value));

  const network = (one) => (one ? `${one.name}, ${one.weights} weights` : "none");

  const head = () => {
    byId("method").textContent = facts.method;
    byId("facts").append(
      term("Config", facts.config),
      term("Fold, seed", `${facts.fold}, ${facts.seed}`),
      term("Rounds", `${rounds.length} of ${facts.rounds}`),
      term(alone ? "Each client’s round selected on" : "Best round selected on", (alone ? metrics.personal?.by : selected?.by) === "last" || facts.selection === "last" ? "no images: the last round" : `${facts.selection} images`),
      term("Backbone", network(facts.backbone)),
      term("Auxiliary network", network(facts.auxiliary)),
      term("Clients, classes", `${count(many?.clients ?? clients.length)}, ${classes.length}`),
      term("Started", moment(facts.timing.started)),
    );
    const { machine, timing, units } = facts;
    byId("machine").append(
      term("Ended", moment(timing.ended)),
      term("Wall time", span(timing.seconds)),
      term("Units of work", `${count(units.run)} run, ${count(units.reused)} reused`),
      term("fedmas", details.environment.fedmas ?? NONE),
      term("Engine", machine.engine),
      term("Device, threads per unit", `${machine.device}, ${machine.threads}`),
      term("Processor", details.environment.processor ?? NONE),
      term("Java", machine.jvm),
      term("Operating system", machine.operating_system),
      term("Last global model", el("code", {}, metrics.final?.global_model ?? NONE), true),
    );
  };

  const warnings = () => {
    const notes = [...new Set([...details.cautions, ...(metrics.caveats ?? []).map((caveat) => caveat.text), ...facts.warnings])];
    if (many) {
      notes.push(`${count(many.clients)} clients are too many to show each: tables and charts give the least, the quartiles and the most of each number over the clients that have it. metrics.json holds every client.`);
    }
    if (notes.length > 0) {
      show("warnings");
      byId("warnings").append(el("div", { class: "note" }, el("strong", {}, "Before you read the scores"), el("ul", {}, ...notes.map((note) => el("li", {}, note)))));
    }
  };

  const contents = () => {
    for (const section of document.querySelectorAll("main > section")) {
      const title = section.querySelector("h2");
      if (title && !section.hidden) {
        byId("contents").append(el("a", { href: `#${section.id}` }, title.textContent));
      }
    }
  };

  const attempt = (name, draw) => {
    try {
      draw();
    } catch (error) {
      console.error(name, error);
      problem(`${name}: ${error.message}`);
    }
  };

  const draw = () => {
    attempt("head", head);
    attempt("warnings", warnings);
    sections.forEach(([name, section]) => attempt(name, section));
    attempt("contents", contents);
    Charts.themeButton(byId("theme"));
    attempt("charts", Charts.drawAll);
  };

  return {
    facts, metrics, many, details, clients, rounds, classes, selected, last, test, alone,
    byId, named, over, ofClients, chart, show, draw,
    section: (name, section) => sections.push([name, section]),
    testImages: () => sum(test.statistics ? test.statistics.reliability.map((bin) => bin.count) : test.confusion.flat()), // bins have the images of hidden cells too
    shareOfImages: (client) => client.images.train === null ? null : ratio(client.images.train, whole(clients.map((one) => one.images.train))),
  };
})();
