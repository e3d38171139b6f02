package org.fedmas.tensors;

/**
 * Which processor this is. Machines of one {@link CpuLevel} may still round otherwise: libraries
 * choose kernels and block sizes by maker, model and caches. For people and run records only, never
 * in a recipe.
 */
public final class ProcessorName {

  private ProcessorName() {}

  /** Name, family and model; the architecture where the system does not tell. */
  public static String ofThisMachine() {
    return of(ProcessorInformation.ofThisMachine());
  }

  /** Returns a hypervisor may hide the name, not the numbers. */
  static String of(ProcessorInformation information) {
    String name = information.fact("model name").orElse(System.getProperty("os.arch", "processor"));
    return information
        .fact("cpu family")
        .map(
            family ->
                name
                    + ", family "
                    + family
                    + " model "
                    + information.fact("model").orElse("unknown"))
        .orElse(name);
  }
}
