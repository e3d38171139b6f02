package org.fedmas.tensors.network.backbone;

import java.util.List;

/**
 * A backbone without layers, whose features are the means of the channels. With a plain head the
 * network is softmax regression, so every number of its training can be checked by hand.
 * Configurations do not offer it.
 *
 * @param channels the number of channels of its images
 */
public record ChannelMeans(int channels) implements Backbone {

  @Override
  public String id() {
    return "channel-means";
  }

  @Override
  public Trunk trunk() {
    return new Trunk(List.of(), channels);
  }

  @Override
  public double cost() {
    return 0;
  }

  @Override
  public Family family() {
    return Family.IMAGENET;
  }
}
