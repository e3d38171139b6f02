package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.fedmas.tables.partition.Part;
import org.junit.jupiter.api.Test;

class RoundTrafficTest {

  private static final Round SECOND = new Round(2);
  private static final ClientId FIRST_CLIENT = new ClientId(0);
  private static final ClientId OTHER_CLIENT = new ClientId(1);

  private final Map<UnitKey, Manifest> stored = new TreeMap<>();

  private final ScoredUnits units =
      new ScoredUnits() {
        @Override
        public Optional<Manifest> manifest(UnitKey unit) {
          return Optional.ofNullable(stored.get(unit));
        }

        @Override
        public List<ClientId> evaluated(Part part) {
          return List.of();
        }
      };

  private void store(ArtifactKind kind, UnitKey unit, String terms, Object... files) {
    List<FileEntry> entries = new ArrayList<>();
    for (int i = 0; i < files.length; i += 2) {
      entries.add(
          new FileEntry((String) files[i], (Integer) files[i + 1], Digest.of(new byte[] {1})));
    }
    ObjectNode config = Json.object();
    config.putArray("training.terms").add(terms);
    stored.put(
        unit,
        new Manifest(
            kind, Recipe.of(unit, 1, Config.of(config), Map.of(), Map.of(), null), entries));
  }

  private void storeRound(String terms) {
    store(
        ArtifactKind.GLOBAL_MODEL,
        RunUnits.globalModel(SECOND.previous()),
        terms,
        "model.safetensors",
        1000,
        "server.safetensors",
        900,
        "aggregation.json",
        7);
    for (ClientId client : List.of(FIRST_CLIENT, OTHER_CLIENT)) {
      store(
          ArtifactKind.CLIENT_UPDATE,
          RunUnits.update(SECOND, client),
          terms,
          "model.safetensors",
          1000,
          "optimizer.safetensors",
          2000,
          "client.safetensors",
          400,
          "update.json",
          30);
    }
  }

  private RoundTraffic traffic(FederationKind federation) {
    return new RoundTraffic(
        SECOND, List.of(FIRST_CLIENT, OTHER_CLIENT), federation == FederationKind.FEDERATED, units);
  }

  @Test
  void aClientSendsItsModelAndSummary() {
    storeRound("alignment");
    assertThat(traffic(FederationKind.FEDERATED).sent(FIRST_CLIENT)).isEqualTo(1030);
  }

  @Test
  void aClientReceivesTheModelOfTheRoundBefore() {
    storeRound("alignment");
    assertThat(traffic(FederationKind.FEDERATED).received(FIRST_CLIENT)).isEqualTo(1000);
  }

  @Test
  void priorsAreSent() {
    storeRound("alignment");
    store(ArtifactKind.PRIOR, RunUnits.prior(SECOND, FIRST_CLIENT), "alignment", "prior.json", 25);
    assertThat(traffic(FederationKind.FEDERATED).sent(FIRST_CLIENT)).isEqualTo(1055);
    assertThat(traffic(FederationKind.FEDERATED).sent(OTHER_CLIENT)).isEqualTo(1030);
  }

  @Test
  void lossesAreSentByOneAndReceivedByAll() {
    storeRound("alignment");
    store(
        ArtifactKind.CLASS_LOSSES,
        RunUnits.classLosses(SECOND, FIRST_CLIENT),
        "",
        "class-losses.json",
        20);
    store(
        ArtifactKind.CLASS_LOSSES,
        RunUnits.classLosses(SECOND, OTHER_CLIENT),
        "",
        "class-losses.json",
        22);
    assertThat(traffic(FederationKind.FEDERATED).sent(FIRST_CLIENT)).isEqualTo(1050);
    assertThat(traffic(FederationKind.FEDERATED).received(FIRST_CLIENT)).isEqualTo(1042);
  }

  @Test
  void controlVariatesAreReceivedWithTheModel() {
    storeRound("scaffold");
    assertThat(traffic(FederationKind.FEDERATED).received(FIRST_CLIENT)).isEqualTo(1900);
  }

  @Test
  void pooledTrainingExchangesNothing() {
    storeRound("alignment");
    assertThat(traffic(FederationKind.POOLED).sent(FIRST_CLIENT)).isNull();
    assertThat(traffic(FederationKind.POOLED).received(FIRST_CLIENT)).isNull();
  }

  @Test
  void withoutArtifactsNothingIsKnown() {
    assertThat(traffic(FederationKind.FEDERATED).sent(FIRST_CLIENT)).isNull();
    assertThat(traffic(FederationKind.FEDERATED).received(FIRST_CLIENT)).isNull();
  }
}
