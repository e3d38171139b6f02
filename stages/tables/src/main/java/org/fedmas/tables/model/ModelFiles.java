package org.fedmas.tables.model;

/** File names of model states within artifacts. */
public final class ModelFiles {

  /** A network's values. */
  public static final String MODEL = "model.safetensors";

  /** An optimiser's state. */
  public static final String OPTIMIZER = "optimizer.safetensors";

  /** The tensors that methods keep on a client for its next round. */
  public static final String CLIENT = "client.safetensors";

  /** The tensors that methods keep on the server, such as a server optimiser's moments. */
  public static final String SERVER = "server.safetensors";

  /** The queue of past keys of pretraining. */
  public static final String QUEUE = "queue.safetensors";

  /** The prefix of SCAFFOLD's control variates, on clients and on the server. */
  public static final String CONTROL = "control/";

  /** The prefix of FedDyn's sums of changes on clients, and of their mean on the server. */
  public static final String DYNAMIC = "dynamic/";

  /** A re-trained classifier, with the synthetic features that it was trained on. */
  public static final String CLASSIFIER = "classifier.safetensors";

  /** One client's gradients of a classifier, per class. */
  public static final String GRADIENTS = "gradients.safetensors";

  private ModelFiles() {}
}
