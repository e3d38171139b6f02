package org.fedmas.pipeline.workflow.size;

import java.util.List;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * The sizes of the payload files of one model, in bytes.
 *
 * @param model values of the network with its heads
 * @param optimizer state of an optimiser
 * @param client tensors that methods keep on a client
 * @param server tensors that methods keep on the server
 */
record ModelBytes(long model, long optimizer, long client, long server) {

  /** Returns the sizes under a configuration for so many classes. */
  static ModelBytes of(Settings settings, int classes) {
    List<TensorSpec> tensors =
        settings
            .model()
            .network()
            .head()
            .layout(settings.model().network().backbone(), classes)
            .tensors();
    long model = bytes(tensors);
    List<TensorSpec> trained = tensors.stream().filter(spec -> spec.role().trainable()).toList();
    long values = bytes(trained);
    int slots = settings.training().local().optimizer().slots().size();
    boolean drift = settings.training().aggregation().drift().isPresent();
    long client = drift ? values : 0;
    if (settings.training().normalisation().keepsEntries()) {
      client += bytes(tensors.stream().filter(spec -> isNormalisation(spec.role())).toList());
    }
    if (settings.model().network().hasPersonalHead()) {
      client += (1 + slots) * bytes(trained.stream().filter(ModelBytes::isClassifier).toList());
    }
    long moments = settings.training().aggregation().server().isPresent() ? 2 * values : 0;
    return new ModelBytes(model, slots * values, client, moments + (drift ? values : 0));
  }

  /** Returns the size of an update whose payload is kept. */
  long update() {
    return model + optimizer + client;
  }

  /** Returns the size of a global model. */
  long global() {
    return model + server;
  }

  private static boolean isNormalisation(TensorRole role) {
    return switch (role) {
      case GAMMA, BETA, MEAN, VARIANCE, COUNT -> true;
      default -> false;
    };
  }

  private static boolean isClassifier(TensorSpec spec) {
    return spec.name().startsWith("fc.");
  }

  private static long bytes(List<TensorSpec> tensors) {
    return tensors.stream()
        .mapToLong(
            spec ->
                spec.size() * (long) (spec.role() == TensorRole.COUNT ? Long.BYTES : Float.BYTES))
        .sum();
  }
}
