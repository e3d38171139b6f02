package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fedmas.store.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageGraphTest {

  @TempDir Path folder;
  private LineageGraph graph;

  @BeforeEach
  void twoRounds() throws IOException {
    ExampleStore example = ExampleStore.in(folder);
    List<Manifest> model = List.of(example.commitTwoRounds());
    graph = new LineageGraph(example.lineage(), example.lineage().origins(model));
  }

  @Test
  void hasOneBoxPerStageAndRound() {
    assertThat(graph.mermaid())
        .contains("[\"training round-1 ×2\"]", "[\"aggregation round-2\"]", "[\"preprocess ×3\"]")
        .doesNotContain("client-");
  }

  /** Checks the images of round 2, which also depends on them through round 1. */
  @Test
  void omitsTransitiveEdges() {
    assertThat(graph.mermaid().lines().filter(line -> line.contains("-->")))
        .containsExactly("  n4 --> n0", "  n5 --> n1", "  n3 --> n2", "  n2 --> n4", "  n0 --> n5");
  }

  @Test
  void svgHasTheSameDigitsInEveryLocale() {
    Locale own = Locale.getDefault();
    String expected = graph.svg();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(graph.svg()).isEqualTo(expected);
    } finally {
      Locale.setDefault(own);
    }
  }

  @Test
  void drawsEveryEdgeInTheSvg() {
    assertThat(graph.svg().split("marker-end", -1)).hasSize(1 + 5);
  }

  @Test
  void placesOutputsToTheRightOfTheirInputs() {
    String svg = graph.svg();
    assertThat(x(svg, "preprocess ×3")).isLessThan(x(svg, "training round-1 ×2"));
    assertThat(x(svg, "training round-1 ×2")).isLessThan(x(svg, "aggregation round-1"));
  }

  private static int x(String svg, String label) {
    String before = svg.substring(0, svg.indexOf(">" + label + "<"));
    return Integer.parseInt(before.substring(before.lastIndexOf("<text x=\"") + 9).split("\"")[0]);
  }
}
