package org.fedmas.results.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.score.RunSnapshot;
import org.junit.jupiter.api.Test;

class FollowingTest {

  private final Deque<RunSnapshot> moments = new ArrayDeque<>();
  private final List<Integer> written = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private int failing = -1;

  private Following following() {
    return new Following(moments::removeFirst, this::write, said::add);
  }

  private String write(RunSnapshot run) {
    int rounds = run.metrics().rounds().size();
    if (failing == rounds) {
      failing = -1;
      throw new MissingInputException("the server is away");
    }
    written.add(rounds);
    return rounds + " rounds";
  }

  private RunSnapshot follow(RunSnapshot... all) throws Exception {
    moments.addAll(List.of(all));
    return following().untilTheEnd(Duration.ZERO);
  }

  @Test
  void eachRoundIsWrittenOnce() throws Exception {
    follow(
        RunExample.of(0).running(),
        RunExample.of(1).running(),
        RunExample.of(1).running(),
        RunExample.of(2).running(),
        RunExample.of(2).finished());
    assertThat(written).containsExactly(1, 2, 2);
    assertThat(said).containsExactly("1 rounds", "2 rounds");
  }

  @Test
  void itEndsWithTheRun() throws Exception {
    assertThat(follow(RunExample.of(1).running(), RunExample.of(1).stopped()).lasts()).isFalse();
    assertThat(moments).isEmpty();
  }

  @Test
  void aRunThatEndsWithoutARoundIsNotWritten() throws Exception {
    assertThat(follow(RunExample.of(0).running(), RunExample.of(0).stopped()).hasRounds())
        .isFalse();
    assertThat(written).isEmpty();
  }

  @Test
  void aLaterFailureIsTriedAgain() throws Exception {
    failing = 2;
    follow(
        RunExample.of(1).running(),
        RunExample.of(2).running(),
        RunExample.of(2).running(),
        RunExample.of(2).finished());
    assertThat(written).containsExactly(1, 2, 2);
    assertThat(said).contains("note: the server is away; trying again");
  }

  @Test
  void aFailureOfTheFirstWriteEndsIt() {
    failing = 1;
    assertThatThrownBy(() -> follow(RunExample.of(1).running()))
        .isInstanceOf(MissingInputException.class);
  }

  @Test
  void aFailureAfterTheRunEndsIt() {
    failing = 2;
    assertThatThrownBy(() -> follow(RunExample.of(1).running(), RunExample.of(2).finished()))
        .isInstanceOf(MissingInputException.class);
  }
}
