package org.fedmas.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The folder of reference numbers: the project's own copy, or the folder that the system property
 * {@code fedmas.golden} names ({@code make parity GOLDEN=dir}).
 */
public final class Golden {

  private Golden() {}

  /** Returns the folder in use. */
  public static Path folder() {
    String chosen = System.getProperty("fedmas.golden", "");
    return chosen.isBlank() ? projectRoot().resolve("stages/testkit/golden") : Path.of(chosen);
  }

  /** Reads a JSON file of the folder. */
  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(folder().resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("golden file " + folder().resolve(name), e);
    }
  }

  /** Returns a number that may be written as "NaN", "Infinity" or "-Infinity". */
  public static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  /** Returns a list of numbers of any depth, row major. */
  public static double[] numbers(JsonNode node) {
    return stream(node).toArray();
  }

  private static DoubleStream stream(JsonNode node) {
    return node.isArray()
        ? elements(node).flatMapToDouble(Golden::stream)
        : DoubleStream.of(number(node));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Returns a list of integers. */
  public static int[] integers(JsonNode node) {
    return elements(node).mapToInt(JsonNode::intValue).toArray();
  }

  /** Returns the checkout's root folder. */
  public static Path projectRoot() {
    String root = System.getProperty("fedmas.root", "");
    Path folder = root.isBlank() ? Path.of("").toAbsolutePath() : Path.of(root);
    while (folder != null && !Files.isDirectory(folder.resolve("stages/testkit"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("run tests from inside the checkout, or set fedmas.root");
    }
    return folder;
  }
}
