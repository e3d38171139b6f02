/** The worst errors of each class, with pictures. */
Page.section("errors", () => {
  const { score, el } = Elements;
  const { classes, details, byId, show, metrics } = Page;
  if (details.errors.length === 0) {
    return;
  }
  show("errors");
  const names = new Map(Page.many ? [] : metrics.clients.map((client) => [client.client, client.name]));
  const picture = (image, label) => {
    const said = `${classes[image.predicted]} ${score(image.probability, 2)}`;
    const text = `true class ${score(image.of_truth, 2)}; ${names.get(image.client) ?? `client ${image.client}`}`;
    const shown = image.picture
      ? el("img", { src: image.picture, alt: `Test image of ${classes[label]}, predicted as ${classes[image.predicted]}` })
      : el("span", { class: "no-picture" }, "pixels no longer stored");
    return el("figure", {}, shown, el("figcaption", {}, said, el("small", {}, text)));
  };
  for (const one of details.errors) {
    byId("error-images").append(el("h3", {}, `True class ${classes[one.label]}, predicted as`), el("div", { class: "pictures" }, ...one.images.map((image) => picture(image, one.label))));
  }
});
