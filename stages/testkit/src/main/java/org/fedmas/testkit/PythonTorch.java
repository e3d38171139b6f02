package org.fedmas.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's Python with PyTorch; tests are skipped if it is not installed. */
public final class PythonTorch {

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** The reason of a skipped test. */
  public static final String ABSENT = "skipped: /usr/bin/python3 with torch is not installed here";

  /** The reason of a skipped test that needs torchvision too. */
  public static final String VISION_ABSENT =
      "skipped: /usr/bin/python3 with torch and torchvision is not installed here";

  /** A script that looks for modules without their slow import. */
  private static final String FIND =
      """
      import importlib.util, sys
      sys.exit(any(importlib.util.find_spec(name) is None for name in sys.argv[1:]))
      """;

  private PythonTorch() {}

  /** Returns whether Python and PyTorch are installed. */
  public static boolean isInstalled() throws Exception {
    return has("torch");
  }

  /** Returns whether Python, PyTorch and torchvision are installed. */
  public static boolean hasVision() throws Exception {
    return has("torch", "torchvision");
  }

  private static boolean has(String... modules) throws Exception {
    return Files.isExecutable(PYTHON) && start(FIND, modules).waitFor() == 0;
  }

  /** Runs a script and returns the lines that it printed. */
  public static List<String> run(String script, String... arguments) throws Exception {
    Process process = start(script, arguments);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("python failed:\n" + printed);
    }
    return printed.lines().toList();
  }

  private static Process start(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", script));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
