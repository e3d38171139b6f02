package org.fedmas.tables.parquet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record type whose components are columns, or records of columns. A component {@code lesionId}
 * is the column {@code lesion_id}, unless {@link JsonProperty} gives another name; the column is
 * optional if the component may be null. The columns of {@link TextColumns} are the file's.
 *
 * @param constructor takes the values of all components in one array
 * @param accessors of all components, in order
 * @param nested for each component its columns; empty for a single column
 */
record RowShape(
    MethodHandle constructor, List<MethodHandle> accessors, List<Optional<ColumnGroup>> nested)
    implements ColumnGroup {

  /**
   * Returns the shape of a public record type.
   *
   * @param kinds the kinds of columns, by types of components
   * @param texts the columns of a component of the type {@link TextColumns}
   * @param columns receives the columns, in order
   */
  static RowShape of(
      Class<?> type,
      Map<Class<?>, ColumnKind<?>> kinds,
      TextColumnGroup texts,
      List<Column> columns) {
    List<Class<?>> types = new ArrayList<>();
    List<MethodHandle> accessors = new ArrayList<>();
    List<Optional<ColumnGroup>> nested = new ArrayList<>();
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      for (RecordComponent component : type.getRecordComponents()) {
        ColumnKind<?> kind = kinds.get(component.getType());
        if (component.getType() == TextColumns.class) {
          columns.addAll(texts.columns());
          nested.add(Optional.of(texts));
        } else if (kind == null) {
          nested.add(Optional.of(of(component.getType(), kinds, texts, columns)));
        } else {
          boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
          columns.add(new Column(name(component), kind, optional));
          nested.add(Optional.empty());
        }
        types.add(component.getType());
        accessors.add(
            lookup
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class)));
      }
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.size())
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new RowShape(constructor, accessors, nested);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is not a public record", e);
    }
  }

  private static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given == null
        ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : given.value();
  }

  @Override
  public void addCells(Object row, List<@Nullable Object> cells) {
    for (int i = 0; i < accessors.size(); i++) {
      MethodHandle accessor = accessors.get(i);
      Object value = called(() -> accessor.invokeExact(row));
      nested.get(i).ifPresentOrElse(group -> group.addCells(value, cells), () -> cells.add(value));
    }
  }

  @Override
  public Object record(Iterator<@Nullable Object> cells) {
    @Nullable Object[] values = new @Nullable Object[nested.size()];
    Arrays.setAll(
        values, i -> nested.get(i).map(group -> group.record(cells)).orElseGet(cells::next));
    return called(() -> constructor.invokeExact(values));
  }

  private interface Call {
    Object run() throws Throwable;
  }

  private static Object called(Call call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record throws a checked exception", e);
    }
  }
}
