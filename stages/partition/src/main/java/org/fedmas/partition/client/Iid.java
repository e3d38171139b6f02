package org.fedmas.partition.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.partition.split.Group;
import org.fedmas.partition.split.LabelledImage;

/**
 * Simulated clients with equal distributions: images are dealt class by class, each group to the
 * client with the fewest images so far. Without groups, any two clients differ by at most one image
 * in total and in each class.
 *
 * @param clients number of clients
 * @param seed seed of the order in which images are dealt
 */
public record Iid(int clients, long seed) implements Clients.Simulated {

  private record Hand(int client, int images, int chance) {}

  private static final Comparator<Hand> FEWEST =
      Comparator.comparingInt(Hand::images).thenComparingInt(Hand::chance);

  @Override
  public String id() {
    return "iid";
  }

  @Override
  public Iid configured(ConfigReader reader) {
    return new Iid(Clients.count(reader, clients), RunKeys.partitionSeed(reader));
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    RandomKey key = RandomKey.of(seed).with("iid").with(clients);
    int[] chance = key.with("turn").stream().permutation(clients);
    PriorityQueue<Hand> hands = new PriorityQueue<>(FEWEST);
    for (int client = 0; client < clients; client++) {
      hands.add(new Hand(client, 0, chance[client]));
    }
    List<LabelledImage> dealt = new ArrayList<>();
    for (List<Group> ofClass : Shares.byClass(images, key).values()) {
      for (Group group : ofClass) {
        Hand hand = hands.remove();
        group.members().forEach(image -> dealt.add(image.heldBy(hand.client())));
        hands.add(new Hand(hand.client(), hand.images() + group.size(), hand.chance()));
      }
    }
    return List.copyOf(dealt);
  }
}
