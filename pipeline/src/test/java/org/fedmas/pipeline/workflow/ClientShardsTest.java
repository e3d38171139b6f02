package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.preprocess.ShardPlan;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class ClientShardsTest {

  private static final int CLIENTS = 10_000;
  private static final int SHARDS = 90;

  private final List<ShardPlan.Shard> plan = new ArrayList<>();
  private final List<PartitionRow> rows = new ArrayList<>();
  private final Map<String, UnitKey> places = new HashMap<>();

  ClientShardsTest() {
    RandomStream random = RandomKey.of(1).stream();
    for (int s = 0; s < SHARDS; s++) {
      UnitKey key =
          UnitKey.of(StageName.PREPROCESS, new ClientId(s / 40), "part-%03d".formatted(s));
      List<SourceImage> images = new ArrayList<>();
      for (int i = 0; i < 256; i++) {
        String id = "image" + s + "-" + i;
        images.add(new SourceImage(id, 0, s / 40, null));
        places.put(id, key);
        Part part = Part.values()[random.below(3)];
        rows.add(new PartitionRow(id, random.below(CLIENTS), 0, part));
      }
      plan.add(new ShardPlan.Shard(key, images));
    }
  }

  @Test
  void everyUnitReadsTheShardsOfItsImagesAndNoOthers() {
    Map<String, Set<UnitKey>> expected = new HashMap<>();
    for (PartitionRow row : rows) {
      expected
          .computeIfAbsent(row.client() + "/" + row.part(), k -> new HashSet<>())
          .add(places.get(row.imageId()));
    }
    ClientShards holdings = ClientShards.simulated(CLIENTS, rows, plan);
    assertThat(holdings.clients()).hasSize(CLIENTS);
    long images = 0;
    for (ClientId client : holdings.clients()) {
      images += holdings.images(client);
      for (Part part : Part.values()) {
        List<UnitKey> shards =
            holdings.shards(client, part).stream().map(ShardPlan.Shard::key).toList();
        assertThat(shards)
            .isSorted()
            .containsExactlyInAnyOrderElementsOf(
                expected.getOrDefault(client.number() + "/" + part, Set.of()));
      }
    }
    assertThat(images).isEqualTo(rows.size());
  }

  @Test
  void clientsWithoutImagesOfAPartAreNotEvaluatedOnIt() {
    ClientShards holdings = ClientShards.simulated(CLIENTS, rows, plan);
    for (Part part : Part.values()) {
      Set<Integer> holders = new HashSet<>();
      rows.stream().filter(row -> row.part() == part).forEach(row -> holders.add(row.client()));
      assertThat(holdings.evaluated(part))
          .isSorted()
          .extracting(ClientId::number)
          .containsExactlyInAnyOrderElementsOf(holders);
    }
    assertThat(holdings.expected()).isEqualTo(holdings.evaluated(Part.TRAIN));
  }

  @Test
  void imagesOfNoShardAreRefused() {
    rows.add(new PartitionRow("unheard of", 3, 0, Part.TRAIN));
    assertThatThrownBy(() -> ClientShards.simulated(CLIENTS, rows, plan))
        .isInstanceOf(CorruptArtifactException.class)
        .hasMessageContaining("unheard of");
  }
}
