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
 * @param seed seed of the sizes
 */
public record Quantity(double alpha, int clients, long seed) implements Clients.Simulated {

  @Override
  public String id() {
    return "quantity";
  }

  @Override
  public Quantity configured(ConfigReader reader) {
    return new Quantity(
        Clients.alpha(reader, alpha), Clients.count(reader, clients), RunKeys.seed(reader));
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("quantity").with(clients);
    double[] shares = Shares.dirichlet(alpha, clients, key.with("shares").stream());
    return Shares.deal(images, key, label -> shares);
  }
}
