package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorNameTest {

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
    assertThat(ProcessorName.of(ProcessorInformation.of(information)))
        .isEqualTo("AMD EPYC, family 26 model 17");
  }

  @Test
  void theArchitectureIfTheSystemReportsNoName() {
    assertThat(ProcessorName.of(ProcessorInformation.of("")))
        .isEqualTo(System.getProperty("os.arch"));
    assertThat(ProcessorName.ofThisMachine()).isNotBlank().doesNotContain("\n");
  }
}
