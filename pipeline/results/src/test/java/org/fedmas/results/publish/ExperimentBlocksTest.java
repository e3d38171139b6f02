package org.fedmas.results.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.Comparison;
import org.fedmas.results.compare.MadeRun;
import org.fedmas.results.table.TableFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExperimentBlocksTest {

  private static ComparedRuns compared;
  private static Map<String, String> blocks;

  @BeforeAll
  static void make() throws IOException {
    compared =
        Comparison.of(
            List.of(
                MadeRun.of("a-seed0").entry().ofMethod("a"),
                MadeRun.of("b-seed0").quality(0.8).key("rule", "mas").entry().ofMethod("b"),
                MadeRun.of("b-seed1")
                    .seed(1)
                    .key("rule", "mas")
                    .key("engine.precision", "bfloat16")
                    .entry()
                    .ofMethod("b")),
            CompareSettings.usual().withBaseline("a"));
    blocks =
        new ExperimentBlocks("mine", compared, compared.document(), "a")
            .texts(Map.of("training-loss", "Loss"), "results/mine/figures");
  }

  @Test
  void tableIsThatOfTheMarkdownFormatWithoutItsTitle() throws IOException {
    assertThat(TableFormat.MD.text(compared.document()).strip())
        .endsWith(blocks.get("mine table").strip());
  }

  @Test
  void figuresAreLinkedRelativeToThePage() {
    assertThat(blocks.get("mine figures"))
        .isEqualTo("![Loss](results/mine/figures/training-loss.svg)");
  }

  @Test
  void costCountsRunsOfEachRow() {
    assertThat(blocks.get("mine cost"))
        .contains("| a | 1 | 3 | float32 |", "| b | 2 | 3 | bfloat16, float32 |", " for 3 runs, ");
  }

  @Test
  void costOfATableWithoutRunsIsAWord() {
    assertThat(new RunCosts(List.of()).markdown()).isEqualTo("No run is complete.");
  }

  @Test
  void rowsWithoutClassPriorsHaveNoWeightsByClass() {
    assertThat(blocks.get("mine weights")).isEqualTo("No row measures class priors.");
  }
}
