/** Scores of groups of classes and of subgroups of images. */
Page.section("groups", () => {});
