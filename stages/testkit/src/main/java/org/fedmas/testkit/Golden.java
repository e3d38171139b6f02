package org.fedmas.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of reference numbers: the project's own copy, or the folder that the system property
 * {@code fedmas.golden} names ({@code make parity GOLDEN=dir}).
 */
public final class Golden {

  private Golden() {}

  /** Returns the folder in use. */
  public static Path folder() {
    String chosen = System.getProperty("fedmas.golden", "");
    if (!chosen.isBlank()) {
      return Path.of(chosen);
    }
    return projectRoot().resolve("stages/testkit/golden");
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
    java.util.stream.DoubleStream.Builder all = java.util.stream.DoubleStream.builder();
    collect(node, all);
    return all.build().toArray();
  }

  /** Returns a list of integers. */
  public static int[] integers(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).intValue();
    }
    return values;
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

  private static void collect(JsonNode node, java.util.stream.DoubleStream.Builder all) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, all));
    } else {
      all.add(number(node));
    }
  }
}
