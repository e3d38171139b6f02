/** Scores and losses over the rounds. */
Page.section("rounds", () => {
  const { rounds, alone, over, ofClients, chart } = Page;
  const global = (part) => rounds.map((round) => round.global[part]?.balanced_accuracy ?? null);
  const scored = rounds[0]?.global.validation?.classes ?? rounds[0]?.global.test?.classes;
  if (!alone) {
    chart("global-chart", "Balanced accuracy of the global model", `on the union of the clients’ images of that part${over(scored)}`, [
      { name: "validation", look: 0, strong: true, values: global("validation") },
      { name: "test (optimistic)", look: 1, strong: true, values: global("test") },
    ]);
  }
  chart("loss-chart", "Training loss of each client", "mean over the round’s batches", ofClients((one) => one?.loss));
});
