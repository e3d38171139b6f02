package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorInformationTest {

  @Test
  void nameFamilyAndModelOfTheFirstProcessor() {
    String information =
        """
        processor\t: 0
        vendor_id\t: AuthenticAMD
        cpu family\t: 26
        model\t\t: 17
        model name\t: AMD EPYC

        processor\t: 1
        cpu family\t: 25
        model name\t: another
        """;
    assertThat(ProcessorInformation.of(information).name())
        .isEqualTo("AMD EPYC, family 26 model 17");
  }

  @Test
  void theArchitectureIfTheSystemReportsNoName() {
    assertThat(ProcessorInformation.of("").name()).isEqualTo(System.getProperty("os.arch"));
    assertThat(ProcessorInformation.ofThisMachine().name()).isNotBlank().doesNotContain("\n");
  }
}
