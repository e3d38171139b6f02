package org.fedmas.partition.client;

import java.util.List;
import org.fedmas.partition.split.LabelledImage;

/** The data set's own clients: each image stays with its client. */
public record Natural() implements Clients {

  @Override
  public String id() {
    return "natural";
  }

  @Override
  public boolean isNatural() {
    return true;
  }

  @Override
  public List<LabelledImage> assign(List<LabelledImage> images) {
    return List.copyOf(images);
  }

  @Override
  public List<String> names(List<String> natural) {
    return List.copyOf(natural);
  }
}
