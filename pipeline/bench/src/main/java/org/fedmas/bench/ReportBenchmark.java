package org.fedmas.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Wall-clock time of writing the report of 100 rounds, and sizes and opening times of reports in a
 * headless browser, up to 1,000 clients. The difference to an empty page leaves out the start of
 * the browser.
 */
final class ReportBenchmark implements Benchmark {

  private static final double WANTED = 3;
  private static final double WANTED_MEGABYTES = 10;
  private static final int[] CLIENTS = {6, 1000};
  private static final String VARIABLE = "FEDMAS_BROWSER";

  @Override
  public Finding run(Bench bench) throws Exception {
    Path store = bench.work().resolve("report");
    LongRun.fill(store);
    String[] run = {"--rounds", "" + LongRun.ROUNDS, "--artifacts", store.toString()};
    Program.fedmas(words("run", run)).seconds();
    Path page = store.resolve("page.html");
    Program write = Program.fedmas(words("report", words("--out", page.toString(), run)));
    Finding finding =
        new Finding()
            .with(
                "fedmas report of the sample, %d rounds: %s s",
                LongRun.ROUNDS, write.seconds(bench.turns()));
    finding = opened(finding, bench, "page of the sample", page);
    for (int clients : CLIENTS) {
      LargeRun large = new LargeRun(clients);
      Path folder = bench.work().resolve("report-" + clients);
      Path file = folder.resolve("page.html");
      large.report(large.write(folder), file);
      String name =
          "page of %s clients, %s test images, %s rounds"
              .formatted(clients, LargeRun.IMAGES, LongRun.ROUNDS);
      finding = opened(finding, bench, name, file);
    }
    return finding;
  }

  private static Finding opened(Finding before, Bench bench, String name, Path page)
      throws Exception {
    double megabytes = Files.size(page) / 1e6;
    Finding finding =
        before.with(
            "%s: %.2f MB, target below %.0f: %s",
            name, megabytes, WANTED_MEGABYTES, Claim.verdict(megabytes < WANTED_MEGABYTES));
    Optional<String> browser = browser();
    if (browser.isEmpty()) {
      return finding.with("found no browser: the page was not opened (%s names one)", VARIABLE);
    }
    Path profile = bench.work().resolve("profile");
    List<Double> empty = new ArrayList<>();
    List<Double> report = new ArrayList<>();
    List<Double> difference = new ArrayList<>();
    for (int turn = 0; turn < bench.turns(); turn++) {
      empty.add(open(browser.get(), profile, "about:blank"));
      report.add(open(browser.get(), profile, page.toUri().toString()));
      difference.add(report.get(turn) - empty.get(turn));
    }
    Spread seconds = Spread.of(difference);
    return finding
        .with(
            "start of the browser with the page: %s s, with an empty one: %s s",
            Spread.of(report), Spread.of(empty))
        .with(
            "opening the page: %s s, target below %.0f: %s",
            seconds, WANTED, Claim.verdict(seconds.median() < WANTED));
  }

  private static double open(String browser, Path profile, String address) throws Exception {
    return new Program(
            List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--dump-dom",
                address))
        .seconds();
  }

  private static Optional<String> browser() {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    return named.isEmpty()
        ? Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
        : Optional.of(named);
  }

  private static String[] words(String first, String... more) {
    return Stream.concat(Stream.of(first), Arrays.stream(more)).toArray(String[]::new);
  }

  private static String[] words(String first, String second, String... more) {
    return words(first, words(second, more));
  }
}
