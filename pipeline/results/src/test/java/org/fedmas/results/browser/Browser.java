package org.fedmas.results.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium, from the environment variable {@code FEDMAS_BROWSER} or the path. With the
 * variable a missing browser is an error, without it tests are skipped.
 */
public final class Browser implements AutoCloseable {

  private static final String VARIABLE = "FEDMAS_BROWSER";
  private static final int START_SECONDS = 60;

  private final Process process;
  private final DevTools tools;

  private Browser(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** Starts the browser with a profile of its own; skips the test where none is installed. */
  public static Browser start(Path profile) throws IOException, InterruptedException {
    Optional<String> program = program();
    assumeTrue(program.isPresent(), "no chromium or chrome on the PATH; see CONTRIBUTING.md");
    Process process =
        new ProcessBuilder(
                program.get(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    List<String> lines = List.of();
    while (lines.size() < 2) {
      assertThat(System.nanoTime()).as("start of the browser").isLessThan(end);
      assertThat(process.isAlive()).as("the browser is running").isTrue();
      Thread.sleep(50);
      lines = Files.exists(port) ? Files.readAllLines(port) : List.of();
    }
    URI address = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    return new Browser(process, new DevTools(address));
  }

  private static Optional<String> program() {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      assertThat(Path.of(named)).as(VARIABLE).isExecutable();
      return Optional.of(named);
    }
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** Opens a file in a page of this size, without a network. */
  public Page open(Path file, int width, int height) throws InterruptedException {
    JsonNode target =
        tools.call("", "Target.createTarget", DevTools.parameters().put("url", "about:blank"));
    JsonNode attached =
        tools.call(
            "",
            "Target.attachToTarget",
            DevTools.parameters()
                .put("targetId", target.get("targetId").textValue())
                .put("flatten", true));
    Page page = new Page(tools, attached.get("sessionId").textValue());
    page.resize(width, height);
    page.load(file.toUri());
    return page;
  }

  @Override
  public void close() throws InterruptedException {
    tools.close();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
