package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one flipped bit in an artifact. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class DamageTest {

  @TempDir Path folder;

  @Test
  void isNamedByVerifyAndRunAndCanBeRepaired(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    Path features =
        run.artifacts()
            .artifact(done.status().unit("features/client-1/part-000").fingerprint())
            .resolve("features.arrow");
    flip(features);

    run.verify().exits(4).says("features.arrow", features.getParent().getFileName().toString());

    // the features are not read while all units that depend on them are present
    run.run().did(0, done.units());
    Artifacts.delete(
        run.artifacts().artifact(done.status().unit("training/round-1/client-1").fingerprint()));
    Outcome refused = run.run().exits(4);
    refused.says("features.arrow", features.getParent().getFileName().toString());
    assertThat(refused.lastLine()).contains("resume with");
    assertThat(run.artifacts().halfWritten()).isEmpty();

    assertThat(run.verify("--repair").exits(0).out()).contains("moved aside");
    run.run().did(2, done.units() - 2);
    run.verify().exits(0);
    assertThat(run.status().contents()).isEqualTo(done.status().contents());
  }

  private static void flip(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
