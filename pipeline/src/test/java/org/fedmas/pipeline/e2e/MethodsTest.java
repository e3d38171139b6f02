package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that neither a kill nor the runner changes the bytes under further methods. */
@ExtendWith(ReferenceRun.class)
class MethodsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @Tag("e2e")
  @ValueSource(strings = {"aggregation.rule=median server.optimizer=adam"})
  void aKilledRunAndAFlinkRunGiveTheSameBytes(String method, ReferenceRun.Done done)
      throws Exception {
    compare(method, done, "2");
  }

  @ParameterizedTest
  @Tag("soak")
  @ValueSource(
      strings = {
        "server.optimizer=momentum server.nesterov=true",
        "aggregation.rule=geometric-median server.optimizer=yogi",
        "aggregation.rule=multi-krum server.optimizer=adagrad",
        "aggregation.rule=trimmed-mean trimmed-mean.share=0.2",
        "aggregation.rule=krum",
        "federation=local training.terms=[]",
        "federation=pooled training.terms=[]",
        "aggregation.rule=uniform",
        "aggregation.rule=feddg-ga",
        "aggregation.rule=fedce",
        "training.loss=dala aggregation.rule=avg",
        "aggregation.rule=avg classifier.retraining=creff creff.epochs=5 creff.matching-steps=5",
        "aggregation.rule=avg aggregation.secure=true",
        "aggregation.rule=uniform aggregation.normalisation=statistics-local privacy.clip=1",
        "aggregation.normalisation=local clients.fraction=0.6",
        "aggregation.normalisation=statistics-local server.optimizer=adam",
        "model.head=generic-personal training.terms=[] aggregation.rule=avg"
            + " evaluation.personal=true",
        "model.head=simplex training.terms=[] aggregation.rule=avg",
        "training.terms=[scaffold] training.optimizer=sgd training.momentum=0 aggregation.rule=avg"
            + " clients.fraction=0.5",
        "training.terms=[dynamic-regulariser] aggregation.rule=uniform clients.fraction=0.5",
        "aggregation.rule=fednova training.optimizer=sgd training.momentum=0"
      })
  void everyServerMethodGivesTheSameBytes(String method, ReferenceRun.Done done) throws Exception {
    compare(method, done, "1", "2");
  }

  /** Compares over copies of the reference run, whose shards and first updates are reused. */
  private void compare(String method, ReferenceRun.Done done, String... flinkWorkers)
      throws Exception {
    String[] set = ("--set " + String.join(" --set ", method.split(" "))).split(" ");
    TinyRun killed = done.run().copy(folder.resolve("killed"));
    Started started = killed.start(set);
    started.awaitUnits(killed.artifacts(), done.units() + 4);
    started.signal("KILL");
    started.end(Duration.ofSeconds(20)).exits(137);
    killed.run(concatenated(set, new String[] {"--workers", "2"})).exits(0);
    for (String workers : flinkWorkers) {
      TinyRun flink = done.run().copy(folder.resolve("flink-" + workers));
      String[] runner = {"--workers", workers, "--", "--runner=FlinkRunner"};
      flink.run(concatenated(set, runner)).exits(0);
      assertThat(flink.status(set).contents()).isEqualTo(killed.status(set).contents());
    }
    assertThat(killed.status(set).contents()).isNotEqualTo(done.status().contents());
  }

  private static String[] concatenated(String[] one, String[] other) {
    return Stream.of(one, other).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
