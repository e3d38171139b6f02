package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.partition.split.Official;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.DataDescription;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.IdenticalImages;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.OfficialSplit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "leaks",
    description =
        "Shows leaks between training and test images of the official split: shared lesions, from"
            + " the tables alone, and images with equal bytes or pixels, as far as images are"
            + " present; also equal images within a part and under different labels.")
final class DataLeaksCommand implements Callable<ExitCode> {

  private static final int LISTED = 10;
  private static final int TOLD = 1000;

  @Mixin DataOptions options = new DataOptions();

  /** The test images that a figure is about. */
  record Row(@Nullable Integer client, String name, LesionLeak leak) {}

  @Override
  public ExitCode call() {
    boolean isJson = options.form.isJson();
    DataSetSettings settings = options.dataSet();
    DataDescription data = settings.describe(options.data.folder());
    OfficialSplit split =
        data.officialSplit().orElseThrow(() -> Official.missing("which images are test images"));
    List<Row> rows = rows(data, split, settings.isIsic());
    IdenticalImages identical = null;
    String note = null;
    try {
      DataSet dataSet = settings.open(options.data.folder(), MissingImages.SKIP);
      if (data.images().stream().allMatch(image -> image.lesionId() == null)) {
        // groups that no table names follow from the pictures
        rows = rows(DataDescription.of(dataSet), split, false);
      }
      identical = identical(dataSet, split);
      int absent = data.images().size() - identical.images();
      if (absent > 0) {
        note = absent + " of " + data.images().size() + " images are not there: not compared";
      }
    } catch (MissingInputException e) {
      note = "images were not compared: " + e.getMessage();
    }
    Console.out(isJson ? json(rows, identical, note).toString() : text(rows, identical, note));
    return ExitCode.DONE;
  }

  static List<Row> rows(DataDescription data, OfficialSplit split, boolean isIsic) {
    List<Row> rows = new ArrayList<>();
    for (Client client : data.clients()) {
      LesionLeak leak = data.leak(split, image -> image.client() == client.id());
      rows.add(new Row(client.id(), client.name(), leak));
    }
    if (isIsic) {
      rows.add(
          new Row(
              null,
              "HAM10000 centres",
              data.leak(
                  split, image -> image.lesion().filter(id -> id.startsWith("HAM_")).isPresent())));
    }
    rows.add(new Row(null, "all", data.leak(split, image -> true)));
    return rows;
  }

  private static IdenticalImages identical(DataSet dataSet, OfficialSplit split) {
    AtomicInteger done = new AtomicInteger();
    return IdenticalImages.of(
        dataSet,
        split,
        () -> {
          int images = done.incrementAndGet();
          if (images % TOLD == 0) {
            Console.log().println(images + " of " + dataSet.images().size() + " images compared");
          }
        });
  }

  private static String text(
      List<Row> rows, @Nullable IdenticalImages identical, @Nullable String note) {
    StringBuilder text = new StringBuilder("lesions on both sides of the official split\n");
    for (Row row : rows) {
      LesionLeak leak = row.leak();
      text.append(
          String.format(
              Locale.ROOT,
              "  %-22s %5d lesions, %5d of %5d test images%n",
              row.name(),
              leak.lesions(),
              leak.testImages(),
              leak.allTestImages()));
    }
    if (identical != null) {
      text.append(identical.images()).append(" images compared\n");
      append(
          text,
          "across the split, the same byte by byte",
          identical.bytes(),
          DataLeaksCommand::shown);
      append(
          text,
          "across the split, the same pixel by pixel",
          identical.pixels(),
          DataLeaksCommand::shown);
      append(
          text,
          "within a part",
          identical.within(),
          pair -> "%s %s and %s".formatted(pair.part(), pair.first(), pair.second()));
      append(
          text,
          "with different labels",
          identical.contradicting(),
          pair ->
              "%s (%s) and %s (%s)"
                  .formatted(pair.first(), pair.firstClass(), pair.second(), pair.secondClass()));
      identical
          .unreadable()
          .forEach(problem -> text.append("  unreadable: ").append(problem).append('\n'));
    }
    if (note != null) {
      text.append(note).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String shown(IdenticalImages.Pair pair) {
    return "train %s, test %s".formatted(pair.train(), pair.test());
  }

  private static <T> void append(
      StringBuilder text, String what, List<T> pairs, Function<T, String> shown) {
    text.append("  ").append(pairs.size()).append(" pairs ").append(what).append('\n');
    for (T pair : pairs.subList(0, Math.min(LISTED, pairs.size()))) {
      text.append("    ").append(shown.apply(pair)).append('\n');
    }
    if (pairs.size() > LISTED) {
      text.append("    … and ").append(pairs.size() - LISTED).append(" more\n");
    }
  }

  static ObjectNode json(
      List<Row> rows, @Nullable IdenticalImages identical, @Nullable String note) {
    ObjectNode json = Json.object();
    ArrayNode lesions = json.putArray("lesions");
    for (Row row : rows) {
      LesionLeak leak = row.leak();
      ObjectNode one = lesions.addObject();
      one.put("client", row.client()).put("name", row.name());
      one.put("lesions", leak.lesions()).put("test_images", leak.testImages());
      one.put("all_test_images", leak.allTestImages());
    }
    json.set("images", identical == null ? null : Json.tree(identical));
    return json.put("note", note);
  }
}
