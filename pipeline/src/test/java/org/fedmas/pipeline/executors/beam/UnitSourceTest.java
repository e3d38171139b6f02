package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class UnitSourceTest {

  private static final List<String> UNITS = List.of("large", "medium", "small");
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  @Test
  void everyUnitIsItsOwnPart() throws IOException {
    assertThat(parts(UnitSource.inOrder(UNITS))).containsExactly("large", "medium", "small");
    assertThat(parts(UnitSource.backwards(UNITS))).containsExactly("small", "medium", "large");
  }

  @Test
  void theWholeHoldsAllUnits() throws IOException {
    assertThat(read(UnitSource.inOrder(UNITS))).isEqualTo(UNITS);
  }

  private static List<String> parts(UnitSource source) throws IOException {
    List<String> units = new ArrayList<>();
    for (BoundedSource<String> part : source.split(1_000_000, OPTIONS)) {
      List<String> held = read(part);
      assertThat(held).hasSize(1);
      units.addAll(held);
    }
    return units;
  }

  private static List<String> read(BoundedSource<String> source) throws IOException {
    List<String> units = new ArrayList<>();
    try (BoundedSource.BoundedReader<String> reader = source.createReader(OPTIONS)) {
      for (boolean more = reader.start(); more; more = reader.advance()) {
        units.add(reader.getCurrent());
      }
    }
    return units;
  }
}
