/** Scores of groups of classes and of subgroups of images. */
Page.section("groups", () => {
  const { NONE, score, interval, count, el, table, range } = Elements;
  const { classes, test, byId, show } = Page;
  const groups = test?.statistics?.groups;
  const attributes = test?.statistics?.subgroups?.attributes ?? [];
  if (!groups && attributes.length === 0) {
    return;
  }
  show("groups");

  if (groups) {
    const { many_above: above, few_below: below } = groups;
    const row = (name, group) => [
      name,
      group.classes.map((c) => classes[c]).join(", ") || NONE,
      count(group.images),
      score(group.recall),
      interval(group.interval, 2),
      range(group.recall, group.interval, test.balanced_accuracy),
    ];
    byId("group-tables").append(
      table(
        "Mean recall of classes with many, a medium number of and few training images",
        "line: mean over all classes",
        ["Training images", "Classes", "Test images", "Mean recall", "95 % CI", el("td", { class: "range" })],
        [row(`more than ${count(above)}`, groups.many), row(`${count(below)} to ${count(above)}`, groups.medium), row(`fewer than ${count(below)}`, groups.few)],
      ),
    );
  }

  for (const attribute of attributes) {
    const hidden = attribute.suppressed > 0 ? `${attribute.suppressed} with fewer than ${test.statistics.subgroups.minimum_cell} images not shown; ` : "";
    byId("group-tables").append(
      table(
        `Subgroups by ${attribute.name}`,
        `${hidden}do not compare subgroups that have different classes; line: all test images`,
        [attribute.name, "Images", "Lesions", "Classes", "Accuracy", "Balanced accuracy", "95 % CI", el("td", { class: "range" })],
        attribute.cells.map((cell) => [
          cell.value ?? "unknown",
          count(cell.images),
          count(cell.lesions),
          count(cell.classes),
          score(cell.accuracy),
          score(cell.balanced_accuracy),
          interval(cell.interval, 2),
          range(cell.balanced_accuracy, cell.interval, test.balanced_accuracy),
        ]),
      ),
    );
  }
});
