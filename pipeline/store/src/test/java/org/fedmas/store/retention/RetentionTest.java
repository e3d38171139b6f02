package org.fedmas.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.junit.jupiter.api.Test;

/** Four rounds of two clients. */
class RetentionTest {

  private static final int NOT_KNOWN = -1;

  @Test
  void aKeepIsParsed() {
    assertThat(Keep.parse("last 2 + best")).contains(new Keep(2, true));
    assertThat(Keep.parse("best")).contains(new Keep(0, true));
  }

  @Test
  void otherTextsAreRefused() {
    for (String text : List.of("", "last", "last 2 +", "last 2 best", "first 2", " best")) {
      assertThat(Keep.parse(text)).as(text).isEqualTo(Optional.empty());
    }
  }

  @Test
  void aFinishedRunKeepsTheLastRounds() {
    assertThat(models(new Keep(2, false), 1)).containsExactly(1, 2);
  }

  @Test
  void aFinishedRunKeepsTheBestRound() {
    assertThat(models(new Keep(2, true), 1)).containsExactly(2);
    assertThat(models(new Keep(0, true), NOT_KNOWN)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void anEarlierUpdateOfEachClientIsSpent() {
    assertThat(spent(Set.of(), LateReaders.NONE))
        .hasSize(6)
        .noneMatch(held -> held.artifact().round() == 4);
  }

  @Test
  void anUpdateThatIsStillReadIsNotSpent() {
    UnitKey read = update(2, 1).unit();
    assertThat(spent(Set.of(read), LateReaders.NONE))
        .hasSize(5)
        .noneMatch(held -> held.artifact().unit().equals(read));
  }

  @Test
  void personalScoresNeedEveryUpdate() {
    assertThat(spent(Set.of(), new LateReaders(true, false, false))).isEmpty();
  }

  @Test
  void theBestUpdateOfAClientThatTrainsAloneIsNotSpent() {
    Retention retention = new Retention(Map.of(ArtifactKind.CLIENT_UPDATE, Keep.NONE));
    BestRounds best = new BestRounds(NOT_KNOWN, Map.of(new ClientId(1), 2));
    assertThat(retention.spent(held(), Set.of(), best, LateReaders.NONE))
        .hasSize(5)
        .noneMatch(held -> held.artifact().unit().equals(update(2, 1).unit()));
  }

  @Test
  void aFinishedRunKeepsTheBestUpdateOfEachClientThatTrainsAlone() {
    Retention retention = new Retention(Map.of(ArtifactKind.CLIENT_UPDATE, new Keep(0, true)));
    BestRounds best = new BestRounds(NOT_KNOWN, Map.of(new ClientId(0), 1, new ClientId(1), 2));
    List<ArtifactRef> released = refs(retention.released(held(), best));
    assertThat(released).doesNotContain(update(1, 0).ref(), update(2, 1).ref());
    assertThat(released).contains(update(2, 0).ref(), update(4, 1).ref());
  }

  @Test
  void ownEntriesOfTheBestRoundAreNotSpent() {
    assertThat(spent(Set.of(), new LateReaders(false, false, true)))
        .hasSize(4)
        .noneMatch(held -> held.artifact().round() == 1);
  }

  @Test
  void theLastUpdatesOfAClientAreKeptAfterRoundsWithoutIt() {
    List<HeldArtifact> held = new ArrayList<>(held());
    held.removeIf(one -> one.unit().equals(update(3, 1).unit()));
    held.removeIf(one -> one.unit().equals(update(4, 1).unit()));
    Retention retention = new Retention(Map.of(ArtifactKind.CLIENT_UPDATE, new Keep(2, false)));
    assertThat(refs(retention.spent(held, Set.of(), BestRounds.of(1), LateReaders.NONE)))
        .containsExactly(update(1, 0).ref(), update(2, 0).ref());
  }

  @Test
  void byDefaultTheLastTwoUpdatesAndTheBestAreKept() {
    Retention retention = defaults();
    assertThat(refs(retention.released(held(), BestRounds.of(1))))
        .containsExactly(update(2, 0).ref(), update(2, 1).ref());
  }

  @Test
  void byDefaultStatesOfMethodsAreKept() {
    assertThat(defaults().released(held(), BestRounds.of(1)).get(0).files())
        .containsExactlyInAnyOrder("model.safetensors", "optimizer.safetensors");
  }

  @Test
  void statesOfMethodsAreReleasedOnRequest() {
    Retention retention =
        new Retention(Map.of(ArtifactKind.CLIENT_UPDATE, new Keep(2, true)), Keep.NONE);
    assertThat(retention.released(held(), BestRounds.of(1)).get(0).files())
        .contains(ArtifactKind.CLIENT_STATE);
  }

  private static Retention defaults() {
    return Retention.read(
        ConfigReader.of(ConfigSource.yaml("empty.yaml", "{}", new ConfigProblems())));
  }

  @Test
  void personalHeadsNeedEveryModel() {
    Retention none = new Retention(Map.of(ArtifactKind.GLOBAL_MODEL, Keep.NONE));
    assertThat(none.spent(held(), Set.of(), BestRounds.of(1), LateReaders.NONE)).hasSize(2);
    assertThat(none.spent(held(), Set.of(), BestRounds.of(1), new LateReaders(true, true, true)))
        .isEmpty();
  }

  private static List<ReleasedPayload> spent(Set<UnitKey> read, LateReaders late) {
    Retention retention = new Retention(Map.of(ArtifactKind.CLIENT_UPDATE, Keep.NONE));
    return retention.spent(held(), read, BestRounds.of(1), late);
  }

  private static List<Integer> models(Keep keep, int best) {
    Retention retention = new Retention(Map.of(ArtifactKind.GLOBAL_MODEL, keep));
    List<ArtifactRef> released = refs(retention.released(held(), BestRounds.of(best)));
    return held().stream()
        .filter(held -> released.contains(held.ref()))
        .map(HeldArtifact::round)
        .toList();
  }

  private static List<ArtifactRef> refs(List<ReleasedPayload> payloads) {
    return payloads.stream().map(ReleasedPayload::ref).toList();
  }

  private static List<HeldArtifact> held() {
    List<HeldArtifact> held = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      held.add(update(round, 0));
      held.add(update(round, 1));
      UnitKey model = UnitKey.of(StageName.AGGREGATION, new Round(round));
      held.add(artifact(model, ArtifactKind.GLOBAL_MODEL));
    }
    return held;
  }

  private static HeldArtifact update(int round, int client) {
    UnitKey unit = UnitKey.of(StageName.TRAINING, new Round(round), new ClientId(client));
    return artifact(unit, ArtifactKind.CLIENT_UPDATE);
  }

  private static HeldArtifact artifact(UnitKey unit, ArtifactKind kind) {
    return new HeldArtifact(unit, new ArtifactRef(kind, Digest.of(unit.toString())));
  }
}
