package org.fedmas.tables.parquet;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Collects the elements of one three-level list at a time. */
final class FloatListConverter extends GroupConverter {

  private static final int FIRST_CAPACITY = 8;

  private final Consumer<Object> cell;
  private float[] values = new float[FIRST_CAPACITY];
  private int size;

  FloatListConverter(Consumer<Object> cell) {
    this.cell = cell;
  }

  @Override
  public Converter getConverter(int field) {
    return new Element();
  }

  @Override
  public void start() {
    size = 0;
  }

  @Override
  public void end() {
    cell.accept(Arrays.copyOf(values, size));
  }

  /** The repeated group around each element. */
  private final class Element extends GroupConverter {

    private final PrimitiveConverter number =
        new PrimitiveConverter() {
          @Override
          public void addFloat(float value) {
            if (size == values.length) {
              values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
          }
        };

    @Override
    public Converter getConverter(int field) {
      return number;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
