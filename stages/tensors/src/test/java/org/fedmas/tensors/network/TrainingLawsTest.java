package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.AdamW;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.tensors.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingLawsTest {

  static Stream<Optimizer> optimizers() {
    return Optimizer.choice().members().stream();
  }

  @Test
  void optimizerNamesEqualTheConfiguration() {
    assertThat(optimizers().map(Optimizer::id)).containsExactly("adam", "adamw", "sgd");
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void noArrayOutlivesItsStep(Optimizer optimizer) {
    try (Training training = new Training(1, optimizer)) {
      training.run(2);
      int before = TensorEngine.liveArrays();
      training.run(30);
      assertThat(TensorEngine.liveArrays()).isEqualTo(before);
    }
  }

  @Test
  void aClosedTrainingLeavesNoArrays() {
    int before = TensorEngine.liveArrays();
    try (Training training = new Training(1, Adam.published())) {
      training.run(1);
    }
    assertThat(TensorEngine.liveArrays()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void equalInputsGiveEqualBytes(Optimizer optimizer) {
    assertThat(trained(5, optimizer)).isEqualTo(trained(5, optimizer));
  }

  @Test
  void otherInputsGiveOtherBytes() {
    assertThat(trained(5, Adam.published())).isNotEqualTo(trained(6, Adam.published()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void trainingResumesBitForBit(Optimizer optimizer) {
    try (Training straight = new Training(7, optimizer);
        Training interrupted = new Training(7, optimizer)) {
      straight.run(6);
      interrupted.run(3);
      interrupted.saveAndLoad();
      interrupted.run(3);
      assertThat(interrupted.model()).isEqualTo(straight.model());
      assertThat(interrupted.optimizerState()).isEqualTo(straight.optimizerState());
    }
  }

  @Test
  void twoModelsInTwoThreadsEqualTheirSoloRuns() throws Exception {
    ModelState first = trained(8, Adam.published());
    ModelState second = trained(9, Sgd.published());
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      for (int attempt = 0; attempt < 3; attempt++) {
        List<Callable<ModelState>> both =
            List.of(() -> trained(8, Adam.published()), () -> trained(9, Sgd.published()));
        List<ModelState> together = new ArrayList<>();
        for (Future<ModelState> one : pool.invokeAll(both)) {
          together.add(one.get());
        }
        assertThat(together).containsExactly(first, second);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void everyTrainingPassCountsOneBatch() {
    try (Training training = new Training(1, AdamW.published())) {
      training.run(3);
      ModelState model = training.model();
      assertThat(model.tensor("bn1.num_batches_tracked").longs()).containsExactly(3);
      assertThat(model.tensor("p_free.1.num_batches_tracked").longs()).containsExactly(3);
    }
  }

  private static ModelState trained(long seed, Optimizer optimizer) {
    try (Training training = new Training(seed, optimizer)) {
      training.run(5);
      return training.model();
    }
  }
}
