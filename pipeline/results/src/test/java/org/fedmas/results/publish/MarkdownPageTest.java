package org.fedmas.results.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

  private static final String PAGE =
      """
      # Words

      <!-- begin: mine table -->
      earlier
      <!-- end: mine table -->

      More words.

      <!-- begin: other table -->
      kept
      <!-- end: other table -->
      """;

  private static final String FILLED =
      """
      # Words

      <!-- begin: mine table -->

      | a |

      <!-- end: mine table -->

      More words.

      <!-- begin: other table -->
      kept
      <!-- end: other table -->
      """;

  private static String filled(String page) {
    return MarkdownPage.filled(page, "mine", Map.of("mine table", "| a |\n"));
  }

  @Test
  void onlyBlocksOfTheOwnerChange() {
    assertThat(filled(PAGE)).isEqualTo(FILLED);
  }

  @Test
  void fillingAgainChangesNothing() {
    assertThat(filled(FILLED)).isEqualTo(FILLED);
  }

  @Test
  void textWithDollarsStaysAsItIs() {
    assertThat(MarkdownPage.filled(PAGE, "mine", Map.of("mine table", "$1 \\ 2")))
        .contains("\n$1 \\ 2\n");
  }

  @Test
  void unknownBlockIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> filled(PAGE.replace("mine table", "mine tabel")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("block mine tabel: expected one of mine table");
  }

  @Test
  void blockWithoutAnEndIsRefused() {
    assertThatThrownBy(() -> filled(PAGE.replace("<!-- end: mine table -->", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Add the line <!-- end: mine table -->");
  }
}
