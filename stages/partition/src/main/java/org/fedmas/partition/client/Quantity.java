package org.fedmas.partition.client;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.partition.split.LabelledImage;

/**
 * Simulated clients of different size with equal class distributions: one draw {@code p ~
 * Dirichlet(α, …, α)} divides the images of every class.
 *
 * <p>Source: Li et al., arXiv 2102.02079, quantity skew.
 *
 * @param alpha α, more than 0; a small α gives nearly all images to few clients
 * @param clients number of clients
 * @param minimum the least number of images per client; proportions are drawn until all have it
 * @param seed seed of the sizes
 */
public record Quantity(double alpha, int clients, int minimum, long seed)
    implements Clients.Simulated {

  @Override
  public String id() {
    return "quantity";
  }

  @Override
  public Quantity configured(ConfigReader reader) {
    return new Quantity(
        Clients.alpha(reader, alpha),
        Clients.count(reader, clients),
        Clients.minimum(reader, minimum),
        RunKeys.partitionSeed(reader));
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("quantity").with(clients);
    return new Redraw(this, minimum)
        .deal(
            Shares.byClass(images, key),
            key,
            (drawn, label) -> Shares.dirichlet(alpha, clients, drawn.with("shares").stream()));
  }
}
