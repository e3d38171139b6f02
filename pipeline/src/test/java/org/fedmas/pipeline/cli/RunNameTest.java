package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class RunNameTest {

  @Test
  void configurationsInAsciiKeepTheirNames() {
    assertThat(name("configs/isic/fedmas.yaml")).isEqualTo("fedmas-fold1-seed0");
    assertThat(name("my run (2).yml")).isEqualTo("my-run--2--fold1-seed0");
    assertThat(name("a_b.c.yaml")).isEqualTo("a_b.c-fold1-seed0");
  }

  @Test
  void lettersOfEveryScriptAreKept() {
    assertThat(name("\u5b9e\u9a8c\u4e00.yaml")).isEqualTo("\u5b9e\u9a8c\u4e00-fold1-seed0");
    assertThat(name("\u5b9e\u9a8c\u4e8c.yaml")).isEqualTo("\u5b9e\u9a8c\u4e8c-fold1-seed0");
    assertThat(name("\u0939\u093f\u0928.yaml")).isEqualTo("\u0939\u093f\u0928-fold1-seed0");
  }

  @Test
  void composedAndDecomposedNamesAreOneRun() {
    assertThat(name("e\u0301tude.yaml")).isEqualTo(name("\u00e9tude.yaml"));
  }

  @Test
  void aGivenNameIsComposed() {
    assertThat(RunName.checked("e\u0301tude")).isEqualTo("\u00e9tude");
    assertThat(RunName.checked("\u1112\u1161\u11ab")).isEqualTo("\ud55c");
  }

  @Test
  void otherSymbolsStayDifferent() {
    assertThat(name("\ud83d\ude00.yaml")).isEqualTo("u1f600-fold1-seed0");
    assertThat(name("\ud83d\ude01.yaml")).isEqualTo("u1f601-fold1-seed0");
  }

  @Test
  void everyRunThatAConfigurationNamesMayBeGiven() {
    for (String config : List.of("\u5b9e\u9a8c.yaml", "-.yaml", "_x.yaml", "\ud83d\ude00.yaml")) {
      assertThat(RunName.checked(name(config))).isEqualTo(name(config));
    }
  }

  @Test
  void aRunOfATableHasTheNameOfTheTableBeforeIt() {
    assertThat(RunName.checked("isic/fedmas-fold1-seed0")).isEqualTo("isic/fedmas-fold1-seed0");
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name :
        List.of("", "..", ".hidden", "a/../b", "a/b/c", "/a", "a/", "a b", "a\u200bb", "a:b")) {
      assertThatThrownBy(() -> RunName.checked(name))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("expected letters, digits, dots, dashes and underscores");
    }
  }

  private static String name(String config) {
    return RunName.of(Path.of(config), 1, 0);
  }
}
