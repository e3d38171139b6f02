/** Leaks, missing and unreadable images. */
Page.section("data", () => {
  const { el, prose, number } = Elements;
  const { details, test, byId, show } = Page;
  if (details.checks.length === 0) {
    return;
  }
  show("data-checks");
  const basis = test?.statistics?.resampling;
  const rows = details.checks.map((check) => [
    check.name,
    check.findings.length === 0 ? "none reported" : el("ul", { class: "plain" }, ...check.findings.map((finding) => el("li", {}, finding))),
  ]);
  if (basis) {
    rows.push(["Test images without a known lesion", basis.ungrouped === 0 ? "none" : `${number(basis.ungrouped, "image")}, each taken for a lesion`]);
  }
  byId("checks").append(prose("Checks of the data", null, ["Check", "Found"], rows));
});
