package org.fedmas.pipeline.housekeeping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.store.Manifest;

/**
 * A drawing of artifacts: one box per stage and round, and arrows from inputs to outputs.
 * Transitive edges are omitted: for example, every round reads the prepared images, but also
 * depends on the round before it.
 */
public final class LineageGraph {

  /** A box of the drawing with its units and the names of the boxes that it reads. */
  private record Box(String name, TreeSet<String> units, TreeSet<String> reads) {}

  private static final String RAW = "raw inputs";
  private static final int WIDTH = 230;
  private static final int HEIGHT = 44;
  private static final int GAP = 60;

  private final Map<String, Box> boxes = new TreeMap<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, Set<String>> origins = new TreeMap<>();

  /** Creates the drawing of the given artifacts. */
  public LineageGraph(Lineage lineage, List<Manifest> artifacts) {
    for (Manifest manifest : artifacts) {
      Box box =
          boxes.computeIfAbsent(
              box(manifest), name -> new Box(name, new TreeSet<>(), new TreeSet<>()));
      box.units().add(manifest.recipe().unit());
      for (List<Digest> role : manifest.recipe().inputs().values()) {
        role.forEach(
            content -> lineage.maker(content).ifPresent(read -> box.reads().add(box(read))));
      }
      if (!manifest.recipe().raw().isEmpty()) {
        boxes.computeIfAbsent(RAW, name -> new Box(name, new TreeSet<>(), new TreeSet<>()));
        box.reads().add(RAW);
      }
    }
    boxes.keySet().forEach(this::column);
  }

  /** Returns the drawing in Mermaid's syntax. */
  public String mermaid() {
    List<String> names = new ArrayList<>(boxes.keySet());
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (String name : names) {
      text.append("  n" + names.indexOf(name) + "[\"" + label(name) + "\"]\n");
    }
    for (String name : names) {
      for (String read : arrows(name)) {
        text.append("  n" + names.indexOf(read) + " --> n" + names.indexOf(name) + "\n");
      }
    }
    return text.toString();
  }

  /** Returns the drawing as a complete SVG file. */
  public String svg() {
    Map<String, int[]> places = places();
    int right = 0;
    int bottom = 0;
    for (int[] place : places.values()) {
      right = Math.max(right, place[0] + WIDTH);
      bottom = Math.max(bottom, place[1] + HEIGHT);
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" font-family=\"sans-serif\" font-size=\"13\">\n"
            .formatted(right + 20, bottom + 20));
    svg.append(
        "<defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"#6b7a94\"/></marker></defs>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    places.forEach(
        (name, to) -> {
          for (String read : arrows(name)) {
            svg.append(arrow(Objects.requireNonNull(places.get(read)), to));
          }
        });
    places.forEach(
        (name, place) ->
            svg.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\" fill=\"#eef3fb\" stroke=\"#46618f\"/><text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n"
                    .formatted(
                        place[0],
                        place[1],
                        WIDTH,
                        HEIGHT,
                        place[0] + WIDTH / 2,
                        place[1] + HEIGHT / 2 + 5,
                        label(name))));
    return svg.append("</svg>\n").toString();
  }

  private static String arrow(int[] from, int[] to) {
    int x = from[0] + WIDTH;
    int y = from[1] + HEIGHT / 2;
    int toY = to[1] + HEIGHT / 2;
    return "<path d=\"M%s %s C%s %s %s %s %s %s\" fill=\"none\" stroke=\"#9aa7bd\" marker-end=\"url(#end)\"/>\n"
        .formatted(x, y, x + GAP / 2, y, to[0] - GAP / 2, toY, to[0], toY);
  }

  private Map<String, int[]> places() {
    Map<Integer, Integer> rows = new TreeMap<>();
    Map<String, int[]> places = new LinkedHashMap<>();
    for (String name : boxes.keySet()) {
      int column = column(name);
      int row = rows.merge(column, 1, Integer::sum) - 1;
      places.put(name, new int[] {20 + column * (WIDTH + GAP), 20 + row * (HEIGHT + 20)});
    }
    return places;
  }

  /** Returns the length of the longest path from a box without inputs. */
  private int column(String name) {
    Integer known = columns.get(name);
    if (known != null) {
      return known;
    }
    int column = reads(name).stream().mapToInt(read -> column(read) + 1).max().orElse(0);
    columns.put(name, column);
    return column;
  }

  /** Returns the direct inputs of the box that no other input depends on. */
  private Set<String> arrows(String name) {
    Set<String> arrows = reads(name);
    for (String read : reads(name)) {
      arrows.removeAll(origins(read));
    }
    return arrows;
  }

  /** Returns the direct and indirect inputs of the box. */
  private Set<String> origins(String name) {
    Set<String> known = origins.get(name);
    if (known == null) {
      known = reads(name);
      for (String read : reads(name)) {
        known.addAll(origins(read));
      }
      origins.put(name, known);
    }
    return known;
  }

  /** Returns the direct inputs of the box within the drawing. */
  private Set<String> reads(String name) {
    Set<String> reads = new TreeSet<>(box(name).reads());
    reads.retainAll(boxes.keySet());
    reads.remove(name);
    return reads;
  }

  private Box box(String name) {
    return Objects.requireNonNull(boxes.get(name));
  }

  private String label(String name) {
    int units = box(name).units().size();
    return units > 1 ? name + " ×" + units : name;
  }

  /** Returns the name of an artifact's box: the unit without client and shard. */
  private static String box(Manifest manifest) {
    String unit = manifest.recipe().unit();
    return unit.replaceAll("/client-\\d+(/part-\\d+)?", "").replace('/', ' ');
  }
}
