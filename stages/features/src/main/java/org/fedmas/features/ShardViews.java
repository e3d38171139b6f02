package org.fedmas.features;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.ViewedImage;

/** Views 0…V of a shard's images, image by image, in batches of equal size except the last. */
final class ShardViews implements Iterator<List<ViewedImage>> {

  private final Iterator<ImageRow> shard;
  private final ViewSettings views;
  private final int size;
  private List<ViewedImage> begun = new ArrayList<>();

  ShardViews(Iterator<ImageRow> shard, ViewSettings views, int size) {
    this.shard = shard;
    this.views = views;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return !begun.isEmpty() || shard.hasNext();
  }

  @Override
  public List<ViewedImage> next() {
    while (begun.size() < size && shard.hasNext()) {
      PreparedImage image = PreparedImages.prepared(shard.next());
      for (int view = 0; view <= views.stored(); view++) {
        begun.add(new ViewedImage(image, views.numbered(view)));
      }
    }
    int end = Math.min(size, begun.size());
    List<ViewedImage> batch = List.copyOf(begun.subList(0, end));
    begun = new ArrayList<>(begun.subList(end, begun.size()));
    return batch;
  }
}
