package org.fedmas.tensors;

/**
 * The name of this machine's processor. Machines of one {@link CpuLevel} may still round
 * differently: libraries choose kernels and block sizes by maker, model and caches. The name is for
 * users and run records, never for a recipe.
 */
public final class ProcessorName {

  private ProcessorName() {}

  /** Returns name, family and model; the architecture if the system does not report them. */
  public static String ofThisMachine() {
    return of(ProcessorInformation.ofThisMachine());
  }

  /**
   * Returns the name with family and model numbers, since a hypervisor may hide the name but not
   * the numbers.
   */
  static String of(ProcessorInformation information) {
    String name = information.fact("model name").orElse(System.getProperty("os.arch", "processor"));
    return information
        .fact("cpu family")
        .map(
            family ->
                "%s, family %s model %s"
                    .formatted(name, family, information.fact("model").orElse("unknown")))
        .orElse(name);
  }
}
