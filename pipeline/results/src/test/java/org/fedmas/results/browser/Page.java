package org.fedmas.results.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A page in a headless browser whose network is cut. */
public final class Page {

  private static final int LOAD_SECONDS = 60;

  private final DevTools tools;
  private final String session;

  Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", DevTools.parameters());
    }
    call(
        "Network.emulateNetworkConditions",
        DevTools.parameters()
            .put("offline", true)
            .put("latency", 0)
            .put("downloadThroughput", -1)
            .put("uploadThroughput", -1));
  }

  private JsonNode call(String method, ObjectNode parameters) {
    return tools.call(session, method, parameters);
  }

  void load(URI address) throws InterruptedException {
    call("Page.navigate", DevTools.parameters().put("url", address.toString()));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOAD_SECONDS);
    while (!evaluate("document.readyState === 'complete' && location.href !== 'about:blank'")
        .booleanValue()) {
      assertThat(System.nanoTime()).as("loading of %s", address).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Gives the page another size in pixels. */
  public void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        DevTools.parameters()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  /** Lets the system prefer dark or light colours. */
  public void prefer(String scheme) {
    ObjectNode parameters = DevTools.parameters();
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", scheme);
    call("Emulation.setEmulatedMedia", parameters);
  }

  /** Returns the value of an expression, after a promise is kept. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            DevTools.parameters()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    assertThat(answer.has("exceptionDetails")).as("%s: %s", expression, answer).isFalse();
    return answer.get("result").path("value");
  }

  /** Returns the text of the page, folded parts included. */
  public String text() {
    return evaluate("document.querySelector('main').textContent").textValue();
  }

  /** Returns the texts of the cells of each row of a table, found by the start of its caption. */
  public List<List<String>> rows(String caption) {
    JsonNode rows =
        evaluate(
            """
            [...document.querySelectorAll("table")]
              .filter((one) => one.caption?.textContent.startsWith("%s"))
              .flatMap((one) => [...one.tBodies[0].rows, ...(one.tFoot?.rows ?? [])])
              .map((row) => [...row.cells].map((cell) => cell.textContent))"""
                .formatted(caption));
    List<List<String>> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.textValue()));
      texts.add(cells);
    }
    return texts;
  }

  /** Returns the labels of charts without a drawn point. */
  public List<String> blankCharts() {
    return texts(
        """
        [...document.querySelectorAll("canvas")].filter((one) => one.width === 0 ||
          !one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some((x) => x > 0))
          .map((one) => one.getAttribute("aria-label"))""");
  }

  /** Returns the elements that reach beyond the right side of the window without scrolling. */
  public List<String> tooWide() {
    return texts(
        """
        [...document.querySelectorAll("main *")].filter((one) =>
          !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => one.tagName + " " + one.className)
          .concat(document.documentElement.scrollWidth > innerWidth ? ["the page"] : [])""");
  }

  /** Returns what axe-core finds serious or critical. */
  public List<String> hindrances() throws IOException {
    evaluate(axe() + ";undefined");
    return texts(
        """
        axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations
          .filter((one) => one.impact === "serious" || one.impact === "critical")
          .map((one) => one.id + ": " + one.nodes.map((node) => node.html).slice(0, 3).join(" ")))""");
  }

  private static String axe() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("/axe.min.js")) {
      assertThat(in).as("axe.min.js").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> texts(String expression) {
    List<String> texts = new ArrayList<>();
    evaluate(expression).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Returns the errors of scripts and of the console. */
  public List<String> errors() {
    return tools.events(session).stream().filter(Page::isError).map(JsonNode::toString).toList();
  }

  private static boolean isError(JsonNode event) {
    JsonNode parameters = event.path("params");
    return switch (event.path("method").asText()) {
      case "Runtime.exceptionThrown" -> true;
      case "Runtime.consoleAPICalled" -> parameters.path("type").asText().equals("error");
      case "Log.entryAdded" -> parameters.path("entry").path("level").asText().equals("error");
      default -> false;
    };
  }

  /** Returns the addresses that the page asked for, apart from itself and pictures inside it. */
  public List<String> requests() {
    return tools.events(session).stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .filter(url -> !url.startsWith("file:") && !url.startsWith("data:"))
        .toList();
  }
}
