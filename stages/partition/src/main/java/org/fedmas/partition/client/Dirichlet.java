package org.fedmas.partition.client;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.partition.split.LabelledImage;

/**
 * Simulated clients with different class distributions. The images of class c are divided in
 * proportions {@code p_c ~ Dirichlet(α, …, α)} over the clients, drawn for each class
 * independently. A small α gives each class to few clients, so clients also differ in size and may
 * even be empty unless a minimum is set.
 *
 * <p>Source: Hsu, Qi, Brown, arXiv 1909.06335, in the form per class of Li et al. (arXiv
 * 2102.02079, label distribution skew).
 *
 * @param alpha α, more than 0
 * @param clients number of clients
 * @param minimum the least number of images per client; proportions are drawn until all have it
 * @param seed seed of the proportions
 */
public record Dirichlet(double alpha, int clients, int minimum, long seed)
    implements Clients.Simulated {

  @Override
  public String id() {
    return "dirichlet";
  }

  @Override
  public Dirichlet configured(ConfigReader reader) {
    return new Dirichlet(
        Clients.alpha(reader, alpha),
        Clients.count(reader, clients),
        Clients.minimum(reader, minimum),
        RunKeys.partitionSeed(reader));
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("dirichlet").with(clients);
    return new Redraw(this, minimum)
        .deal(
            Shares.byClass(images, key),
            key,
            (drawn, label) ->
                Shares.dirichlet(alpha, clients, drawn.with("shares").with(label).stream()));
  }
}
