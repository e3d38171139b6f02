package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.json.Json;
import org.fedmas.preprocess.dataset.DataCounts;
import org.fedmas.preprocess.dataset.DataCounts.ClientCounts;
import org.fedmas.preprocess.dataset.DataDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "counts",
    description =
        "Counts the images of each client and class in the official split, before a validation"
            + " part is taken. Without an official split, all images count as training images."
            + " Reads only tables if the data set has any.")
final class DataCountsCommand implements Callable<ExitCode> {

  @Mixin DataOptions options = new DataOptions();

  @Override
  public ExitCode call() {
    boolean isJson = options.form.isJson();
    DataDescription data = options.dataSet().describe(options.data.folder());
    data.notes().forEach(note -> Console.log().println("note: " + note));
    DataCounts counts = data.counts();
    Console.out(isJson ? json(counts).toString() : text(counts));
    return ExitCode.DONE;
  }

  static ObjectNode json(DataCounts counts) {
    ObjectNode json = Json.object();
    json.set("classes", Json.tree(counts.classes()));
    ArrayNode clients = json.putArray("clients");
    for (ClientCounts row : counts.clients()) {
      ObjectNode client = clients.addObject();
      client.put("client", row.client().id()).put("name", row.client().name());
      client.set("train", Json.tree(row.train()));
      client.set("test", Json.tree(row.test()));
      client.put("train_size", row.trainSize()).put("test_size", row.testSize());
    }
    return json;
  }

  static String text(DataCounts counts) {
    int width =
        counts.clients().stream().mapToInt(row -> row.client().name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder(line(width, "client", "", counts.classes(), "all"));
    for (ClientCounts row : counts.clients()) {
      String name = row.client().name();
      text.append(line(width, name, "train", row.train(), String.valueOf(row.trainSize())));
      text.append(line(width, "", "test", row.test(), String.valueOf(row.testSize())));
    }
    return text.append(counts.total()).append(" images").toString();
  }

  private static String line(int width, String name, String part, List<?> cells, String all) {
    StringBuilder line = new StringBuilder(name);
    line.append(" ".repeat(Math.max(6, width) - name.length()))
        .append(String.format(Locale.ROOT, "  %-5s", part));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %7s", cell)));
    return line.append(String.format(Locale.ROOT, " %8s%n", all)).toString();
  }
}
