/** The configuration, and the command that repeats the run. */
Page.section("configuration", () => {
  const { NONE, el, table, nothing } = Elements;
  const { details, byId, show } = Page;
  const { keys, command, yaml } = details.settings;
  if (keys.length === 0) {
    return;
  }
  show("configuration");
  byId("command").textContent = command;
  byId("config-text").textContent = yaml;
  const cells = (key) => [el("code", {}, key.name), el("code", {}, key.value), key.usual === null ? NONE : el("code", {}, key.usual)];
  const changed = keys.filter((key) => key.changed);
  byId("changed-keys").append(
    changed.length === 0
      ? nothing("Every key has its default.")
      : table("Keys that differ from their default", "default: given all other keys; a dash where these allow none", ["Key", "Value", "Default"], changed.map(cells)),
  );
  byId("all-keys").append(
    table(
      "All keys",
      null,
      ["Key", "Value", "Default", "Changed"],
      keys.map((key) => [...cells(key), key.changed ? "yes" : ""]),
    ),
  );
});
