package org.fedmas.preprocess;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fedmas.images.ImageSize;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;

/**
 * Images per CPU-second of preparing photographs of at least 512 pixels (decode, 224 × 224, shades
 * of grey) on one thread, beside Pillow and NumPy doing the same. The first argument names a folder
 * of JPEG files; medians of five passes.
 */
public final class PreparationBench {

  private static final int PASSES = 5;
  private static final int LEAST_SIDE = 512;

  private static final String PILLOW =
      """
      import sys, time, numpy as np
      from PIL import Image
      def grey(im):
          a = np.asarray(im).astype('float32')
          e = np.power(np.power(a, 6).mean((0, 1)), 1 / 6)
          return (a * (np.sqrt((e ** 2).sum()) / (np.sqrt(3) * e))).astype('uint8')
      files = sys.argv[1:]
      times = []
      for run in range(6):
          start = time.process_time()
          for file in files:
              grey(Image.open(file).convert('RGB').resize((224, 224), Image.BILINEAR))
          times.append(time.process_time() - start)
      print(sorted(times[1:])[2])
      """;

  private PreparationBench() {}

  /** Prints one line per group of equally large photographs and way of decoding. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    for (Map.Entry<String, List<Path>> group : groups(Path.of(arguments[0])).entrySet()) {
      List<Path> files = group.getValue();
      double pillow = pillow(files);
      line(out, group.getKey(), "Pillow", files.size(), pillow, pillow);
      for (Decoding.Detail detail : Decoding.Detail.values()) {
        for (JpegLibrary library : JpegLibrary.values()) {
          if (library.problem().isEmpty()
              && !(detail == Decoding.Detail.FAST && library == JpegLibrary.JDK)) {
            String name = detail.name().toLowerCase(Locale.ROOT) + ", " + library.id();
            line(out, group.getKey(), name, files.size(), ours(files, detail, library), pillow);
          }
        }
      }
    }
  }

  private static void line(
      PrintStream out, String group, String way, int images, double seconds, double pillow) {
    out.printf(
        Locale.ROOT,
        "%-12s %3d images  %-22s %7.2f ms  %6.1f images per CPU-second  %.2f of Pillow%n",
        group,
        images,
        way,
        1000 * seconds / images,
        images / seconds,
        pillow / seconds);
  }

  private static double ours(List<Path> files, Decoding.Detail detail, JpegLibrary library)
      throws Exception {
    PreparationSettings settings =
        new PreparationSettings(
            new Decoding(detail, library, Decoding.Orientation.STORED),
            new ImageSettings(new Resize.Squash(224), 0, ColourConstancy.WRAP));
    var threads = ManagementFactory.getThreadMXBean();
    double[] seconds = new double[PASSES];
    for (int pass = -3; pass < PASSES; pass++) {
      long start = threads.getCurrentThreadCpuTime();
      for (Path file : files) {
        settings.prepare(Files.readAllBytes(file), file.toString());
      }
      seconds[Math.max(0, pass)] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[PASSES / 2];
  }

  private static double pillow(List<Path> files) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", PILLOW));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), "UTF-8").strip();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException("Pillow is not there or failed");
    }
    return Double.parseDouble(text);
  }

  private static Map<String, List<Path>> groups(Path folder) throws Exception {
    Map<String, List<Path>> groups = new TreeMap<>();
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path file : listed.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        ImageSize size = ImageDecoder.size(Files.readAllBytes(file), file.toString());
        if (Math.max(size.width(), size.height()) >= LEAST_SIDE) {
          groups.computeIfAbsent("all", key -> new ArrayList<>()).add(file);
          groups.computeIfAbsent(size.toString(), key -> new ArrayList<>()).add(file);
        }
      }
    }
    return groups;
  }
}
