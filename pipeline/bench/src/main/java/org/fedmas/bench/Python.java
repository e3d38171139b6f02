package org.fedmas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.json.Json;

/** The Python programs of the other side, which print lines of JSON. */
final class Python {

  private static final String INTERPRETER = "/usr/bin/python3";

  private Python() {}

  /** Returns the versions of the Python libraries, or why they are not compared. */
  static String versions() throws IOException {
    try {
      return output(
              List.of(
                  "-c",
                  "import torch, PIL, numpy;"
                      + " print('torch', torch.__version__, 'Pillow', PIL.__version__, 'numpy',"
                      + " numpy.__version__)"),
              1,
              Surroundings.OF_A_USER)
          .strip();
    } catch (IOException e) {
      return "not compared: " + e.getMessage();
    }
  }

  /** Returns whether the given Python modules are installed. */
  static boolean has(String... modules) {
    try {
      output(List.of("-c", "import " + String.join(", ", modules)), 1, Surroundings.OF_A_USER);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a script as a program whose start counts, in the default environment of a user. */
  static Program program(Path script, int threads, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(INTERPRETER, script.toString()));
    command.addAll(arguments);
    return new Program(
        command, environment -> Surroundings.OF_A_USER.applyTo(environment, threads));
  }

  /** Runs a script and returns its lines of JSON. */
  static List<JsonNode> run(
      Path script, int threads, Surroundings surroundings, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(script.toString()));
    words.addAll(arguments);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : output(words, threads, surroundings).split("\n", -1)) {
      if (line.startsWith("{")) {
        rows.add(Json.mapper().readTree(line));
      }
    }
    return rows;
  }

  private static String output(List<String> arguments, int threads, Surroundings surroundings)
      throws IOException {
    if (!Files.isExecutable(Path.of(INTERPRETER))) {
      throw new IOException(INTERPRETER + " is missing");
    }
    List<String> command = new ArrayList<>(List.of(INTERPRETER));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    surroundings.applyTo(builder.environment(), threads);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + text.strip());
      }
    } catch (InterruptedException e) {
      process.destroy();
      throw new IOException("interrupted", e);
    }
    return text;
  }
}
