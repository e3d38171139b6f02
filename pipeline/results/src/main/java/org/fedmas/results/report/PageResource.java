package org.fedmas.results.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The texts of pages: our own, beside a class, and Chart.js from its webjar. */
public final class PageResource {

  private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private PageResource() {}

  /** Returns a text beside this class. */
  public static String text(String name) throws IOException {
    return read(name, PageResource.class.getResourceAsStream(name));
  }

  /** Returns the parts that every page has: name of the place → text. */
  public static Map<String, String> common() throws IOException {
    return Map.of(
        "head", text("head.html"),
        "style", PageTemplate.filled(text("report.css"), Map.of("dark", text("dark.css"))));
  }

  /** Returns the minified bundle, without the link to a source map that a browser would fetch. */
  public static String chartLibrary() throws IOException {
    Properties webjar = new Properties();
    try (InputStream stream = PageResource.class.getResourceAsStream(WEBJAR)) {
      if (stream != null) {
        webjar.load(stream);
      }
    }
    String path =
        "/META-INF/resources/webjars/chart.js/"
            + webjar.getProperty("version", "?")
            + "/dist/chart.umd.js";
    return read(path, PageResource.class.getResourceAsStream(path))
        .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
  }

  /** Returns a text beside another class. */
  public static String text(Class<?> beside, String name) throws IOException {
    return read(name, beside.getResourceAsStream(name));
  }

  private static String read(String name, @Nullable InputStream found) throws IOException {
    if (found == null) {
      throw new IllegalStateException(
          name + " is not on the class path: the build is incomplete; package the project again");
    }
    try (InputStream stream = found) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
