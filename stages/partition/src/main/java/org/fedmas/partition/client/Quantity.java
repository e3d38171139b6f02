package org.fedmas.partition.client;

import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.partition.split.LabelledImage;

/**
 * Simulated clients that differ in how much they hold, not in what: one draw {@code p ~
 * Dirichlet(α, …, α)} shares out the images of every class.
 *
 * <p>Source: Li et al., arXiv 2102.02079, quantity skew.
 *
 * @param alpha α, more than 0; a small one gives nearly everything to few clients
 * @param clients how many
 * @param seed other seeds draw other sizes
 */
public record Quantity(double alpha, int clients, long seed) implements Clients {

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("quantity").with(clients);
    double[] shares = Shares.dirichlet(alpha, clients, key.with("shares").stream());
    return Shares.deal(images, key, label -> shares);
  }

  @Override
  public List<String> names(List<String> natural) {
    return Clients.simulatedNames(clients);
  }
}
