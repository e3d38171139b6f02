package org.fedmas.contract.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void theNumbersAreThoseOfTheDocuments() {
    assertThat(Stream.of(ExitCode.values()).map(ExitCode::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 130, 143);
  }

  @Test
  void aNumberGivesItsCode() {
    assertThat(ExitCode.of(4)).isEqualTo(ExitCode.CORRUPT_ARTIFACT);
    assertThat(ExitCode.of(99)).isEqualTo(ExitCode.UNEXPECTED);
  }
}
