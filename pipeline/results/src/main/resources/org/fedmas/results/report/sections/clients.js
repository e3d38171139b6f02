/** The clients: forest plot of their scores, their images, their own models. */
Page.section("clients", () => {
  const { NONE, present, score, interval, count, whole, number, el, table, bar, range, heat } = Elements;
  const { metrics, many, clients, selected, test, alone, byId, named, ofClients, chart } = Page;
  const own = (i) => selected?.per_client[i] ?? null;
  const ends = (i) => (many ? null : (test?.statistics?.client_interval[i] ?? null));

  const worst = () => {
    const spread = test?.statistics?.across_clients;
    if (!present(spread?.worst_client) || many) {
      return null;
    }
    const client = clients[spread.worst_client];
    const has = client.classes ? `, ${number(client.classes.test, "class")}` : "";
    const reach = present(ends(spread.worst_client)) ? ` (${interval(ends(spread.worst_client), 2)})` : "";
    return `Worst client: ${client.name} (${number(client.images.test, "image")}${has}) ${score(spread.worst, 2)}${reach}. The lowest of ${spread.clients} noisy numbers is low partly by chance. Standard deviation over clients ${score(spread.sd)}, range ${score(spread.range)}.`;
  };

  const forest = () => {
    if (alone || !selected) {
      return;
    }
    const union = test?.balanced_accuracy;
    const line = (name, value, between, colour) => [name, score(value), interval(between, 2), range(value, between, union, colour)];
    byId("forest").append(
      table(
        "Balanced accuracy of the selected model on each client’s own test images, with 95 % intervals",
        "line: all test images together; do not compare clients that have different classes",
        [many ? "Spread" : "Client", "Score", "95 % CI", el("td", { class: "range" })],
        [
          ...clients.map((client, i) => line(named(client, i), own(i), ends(i), Charts.swatch(i))),
          ...(test?.statistics && !many ? [line("Mean of clients", test.statistics.across_clients.mean, test.interval?.mean_of_clients)] : []),
          line("All test images", union, test?.interval?.balanced_accuracy),
        ],
      ),
    );
    const text = worst();
    if (text) {
      byId("forest").append(el("p", { class: "lead" }, text));
    }
  };

  const images = () => {
    const parts = ["train", "validation", "test"];
    byId("clients").append(
      table(
        "Images of each client",
        clients.some((client) => client.classes) ? "in brackets: the number of classes" : null,
        [many ? "Spread" : "Client", "Training images", "Validation", "Test"],
        clients.map((client, i) => [named(client, i), ...parts.map((part) => `${count(client.images[part])}${client.classes ? ` (${client.classes[part]})` : ""}`)]),
        ["All", ...parts.map((part) => count(many?.images[part] ?? whole(clients.map((client) => client.images[part]))))],
      ),
    );
  };

  const personal = () => {
    if (!metrics.personal) {
      return;
    }
    const { by, mean_balanced_accuracy: mean, clients: models } = metrics.personal;
    byId("clients").append(
      table(
        "Personal models: each client’s own model after local training, on its own test images",
        by === "test" ? "optimistic: each client’s best round was chosen on these same test images" : "each client’s round was chosen on its own validation images",
        ["Client", "Round", "Accuracy", "Balanced accuracy", el("td", { class: "bar" })],
        clients.map((client, i) => [
          named(client, i),
          models[i].round === null ? NONE : String(models[i].round),
          score(models[i].accuracy),
          score(models[i].balanced_accuracy),
          bar(models[i].balanced_accuracy, mean, Charts.swatch(i)),
        ]),
        ["Mean", "", "", score(mean), bar(null)],
      ),
    );
  };

  /** Shows the scores of each client's model on the test images of each client and of all. */
  const matrix = () => {
    if (!metrics.matrix) {
      return;
    }
    const names = clients.map((client) => client.name);
    byId("clients").append(
      heat(
        "Balanced accuracy of each client’s model on each client’s test images",
        "outlined: its own; last column: all clients’ test images together",
        "Model of",
        names,
        [...names, "all"],
        (r, c) => {
          const value = c < names.length ? metrics.matrix[r][c] : metrics.union[r]?.balanced_accuracy;
          return { text: score(value, 2), shade: present(value) ? value * 0.65 : null, hit: r === c, hint: present(value) ? score(value, 4) : null };
        },
        "Test images of",
      ),
    );
  };

  forest();
  images();
  personal();
  matrix();
  byId("local-chart").className = "wide-chart";
  chart("local-chart", "Balanced accuracy of the local models", "after local training, on the client’s own validation images; the table of clients has their classes", ofClients((one) => one?.balanced_accuracy));
});
