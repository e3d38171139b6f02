package org.fedmas.partition.client;

import java.util.List;
import org.fedmas.partition.split.LabelledImage;

/** Images stay with the client that they come from. */
public record Natural() implements Clients {

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    return List.copyOf(images);
  }

  @Override
  public List<String> names(List<String> natural) {
    return List.copyOf(natural);
  }
}
