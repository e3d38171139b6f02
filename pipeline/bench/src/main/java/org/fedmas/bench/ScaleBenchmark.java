package org.fedmas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fedmas.store.file.DurableFiles;

/**
 * The time and memory of commands over as many images as ISIC 2024 has, beside as many as ISIC 2019
 * has. The files are hard links to a few small pictures; each command is a process of its own with
 * the Direct runner, and runs once.
 */
final class ScaleBenchmark implements Benchmark {

  private static final List<Integer> SIZES = List.of(25_000, 400_000);
  private static final List<Integer> QUICK = List.of(2_500, 40_000);
  private static final int PICTURES = 64;
  private static final int SIDE = 64;
  private static final int PER_FOLDER = 2_000;
  private static final int CLIENTS = 20;
  private static final int CLASSES = 8;

  private static final double PLAN_SECONDS = 20;
  private static final double PEAK_BYTES = 2.5e9;

  /** The most that an image may cost among many, as a multiple of its cost among few. */
  private static final double FLAT = 1.1;

  private static final String CONFIG =
      """
      rounds: 1
      dataset: {kind: manifest}
      split: {kind: random}
      image: {size: 32}
      model: {backbone: resnet8, weights: seeded}
      training: {batch-size: 64, terms: []}
      aggregation: {rule: avg}
      engine: {threads: 1}
      """;

  /** The commands in their order, without the options that name the data. */
  private static final Map<String, List<String>> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("counts", List.of("data", "counts"));
    STEPS.put("first plan", List.of("plan"));
    STEPS.put("second plan", List.of("plan"));
    STEPS.put("preprocess", List.of("run", "--only", "preprocess", "--progress", "none"));
    STEPS.put("partition", List.of("run", "--only", "partition", "--progress", "none"));
    STEPS.put("training units", List.of("run", "--only", "training", "--progress", "none"));
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    List<Integer> sizes = bench.quick() ? QUICK : SIZES;
    List<Path> pictures = GeneratedPictures.write(bench.work().resolve("small"), PICTURES, SIDE);
    Map<String, Program.Watched> few = commands(bench, pictures, sizes.get(0));
    Map<String, Program.Watched> many = commands(bench, pictures, sizes.get(1));
    Finding finding =
        new Finding().with("%d and %d images, %d clients", sizes.get(0), sizes.get(1), CLIENTS);
    for (String step : STEPS.keySet()) {
      finding = finding.with("%s", line(step, of(few, step), of(many, step)));
    }
    double plan = of(many, "second plan").cost().wallSeconds();
    long peak = many.values().stream().mapToLong(Program.Watched::peakBytes).max().orElse(0);
    for (String step : List.of("preprocess", "training units")) {
      double ratio = of(many, step).cost().cpuPerImage() / of(few, step).cost().cpuPerImage();
      finding =
          finding.with(
              "%s: cost per image among many over that among few %.3f, target at most %.1f: %s",
              step, ratio, FLAT, Claim.verdict(ratio <= FLAT));
    }
    return finding
        .with(
            "plan, files hashed before: %.1f s, target below %.0f: %s",
            plan, PLAN_SECONDS, Claim.verdict(plan < PLAN_SECONDS))
        .with(
            "peak resident memory: %.2f GB, target below %.1f: %s",
            peak / 1e9, PEAK_BYTES / 1e9, Claim.verdict(peak < PEAK_BYTES));
  }

  private static Map<String, Program.Watched> commands(Bench bench, List<Path> pictures, int images)
      throws IOException, InterruptedException {
    Path data = bench.work().resolve("scale-" + images);
    fill(data, pictures, images);
    Map<String, Program.Watched> found = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> step : STEPS.entrySet()) {
      List<String> words = new ArrayList<>(step.getValue());
      words.addAll(List.of("--config", data.resolve("config.yaml").toString()));
      words.addAll(List.of("--data", data.toString()));
      if (!words.contains("counts")) {
        words.addAll(List.of("--artifacts", data.resolve("artifacts").toString()));
      }
      found.put(step.getKey(), Program.fedmas(words.toArray(String[]::new)).watched(images));
    }
    DurableFiles.local().delete(data);
    return found;
  }

  private static void fill(Path data, List<Path> pictures, int images) throws IOException {
    StringBuilder table = new StringBuilder("image,label,client\n");
    for (int i = 0; i < images; i++) {
      String name = String.format(Locale.ROOT, "%03d/%06d.jpg", i / PER_FOLDER, i);
      Path file = data.resolve("images").resolve(name);
      if (i % PER_FOLDER == 0) {
        Files.createDirectories(file.resolveSibling("."));
      }
      Files.createLink(file, pictures.get(i % pictures.size()));
      table.append(
          "%s,class%s,client%s\n".formatted(name, i / pictures.size() % CLASSES, i % CLIENTS));
    }
    Files.writeString(data.resolve("manifest.csv"), table);
    Files.writeString(data.resolve("config.yaml"), CONFIG);
  }

  private static Program.Watched of(Map<String, Program.Watched> found, String step) {
    return Objects.requireNonNull(found.get(step), step);
  }

  private static String line(String step, Program.Watched few, Program.Watched many) {
    return String.format(
        Locale.ROOT,
        "%-14s %7.1f s, %.4g CPU-s per image, %.2f GB; %7.1f s, %.4g CPU-s per image, %.2f GB",
        step,
        few.cost().wallSeconds(),
        few.cost().cpuPerImage(),
        few.peakBytes() / 1e9,
        many.cost().wallSeconds(),
        many.cost().cpuPerImage(),
        many.peakBytes() / 1e9);
  }
}
