package org.fedmas.pipeline.executors.beam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A source that splits into one part per unit, so that a free slot takes the next unit. Beam's
 * {@code Create} would assign several units to each slot in advance.
 */
final class UnitSource extends BoundedSource<String> {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> units;

  private UnitSource(List<String> units) {
    this.units = new ArrayList<>(units);
  }

  /** Returns the source for a runner that takes parts in order. */
  static UnitSource inOrder(List<String> units) {
    return new UnitSource(units);
  }

  /** Returns the source for Flink, which takes the last part first. */
  static UnitSource backwards(List<String> units) {
    List<String> reversed = new ArrayList<>(units);
    Collections.reverse(reversed);
    return new UnitSource(reversed);
  }

  @Override
  public List<? extends BoundedSource<String>> split(long bytes, PipelineOptions options) {
    return units.stream().map(unit -> new UnitSource(List.of(unit))).toList();
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return units.size();
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public BoundedReader<String> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  private static final class Reader extends BoundedReader<String> {

    private final UnitSource source;
    private int next = -1;

    Reader(UnitSource source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      return ++next < source.units.size();
    }

    @Override
    public String getCurrent() {
      return source.units.get(next);
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<String> getCurrentSource() {
      return source;
    }
  }
}
