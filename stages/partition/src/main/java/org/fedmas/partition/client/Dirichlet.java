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
 * even be empty.
 *
 * <p>Source: Hsu, Qi, Brown, arXiv 1909.06335, in the form per class of Li et al. (arXiv
 * 2102.02079, label distribution skew).
 *
 * @param alpha α, more than 0
 * @param clients number of clients
 * @param seed seed of the proportions
 */
public record Dirichlet(double alpha, int clients, long seed) implements Clients.Simulated {

  @Override
  public String id() {
    return "dirichlet";
  }

  @Override
  public Dirichlet configured(ConfigReader reader) {
    return new Dirichlet(
        Clients.alpha(reader, alpha), Clients.count(reader, clients), RunKeys.seed(reader));
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("dirichlet").with(clients);
    return Shares.deal(
        images,
        key,
        label -> Shares.dirichlet(alpha, clients, key.with("shares").with(label).stream()));
  }
}
