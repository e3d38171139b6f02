package org.fedmas.tables.model;

/** File names of model states within artifacts. */
public final class ModelFiles {

  /** A network's values. */
  public static final String MODEL = "model.safetensors";

  /** An optimiser's state. */
  public static final String OPTIMIZER = "optimizer.safetensors";

  /** The entries that stay with a client, each with the prefix of its owner. */
  public static final String CLIENT = "client.safetensors";

  /** A server optimiser's moments. */
  public static final String SERVER = "server.safetensors";

  private ModelFiles() {}
}
