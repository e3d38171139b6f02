package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a run that continues on another processor, simulated by editing its record. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class OtherProcessorTest {

  @TempDir Path folder;

  @Test
  void aChangeOfTheProcessorIsReported(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    Path record = run.result("run.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(record));
    String own = json.path("environment").path("processor").asText();
    ((ObjectNode) json.path("environment")).put("processor", "Z80");
    Files.write(record, new ObjectMapper().writeValueAsBytes(json));

    assertThat(run.run().did(0, done.units()).err()).doesNotContain("Z80");
    String told = "several CPU types (Z80; " + own + ")";
    run.run("--rounds", "3").exits(0).says(told);
    // a start without work keeps the record of both processors
    run.run("--rounds", "3").exits(0).says(told);
  }
}
