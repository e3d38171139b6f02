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
 * Wall-clock times of writing the report of 100 rounds, and of opening it in a headless browser. The
 * difference to an empty page leaves out the start of the browser.
 */
final class ReportBenchmark implements Benchmark {

  private static final double WANTED = 3;
  private static final String VARIABLE = "FEDMAS_BROWSER";

  @Override
  public Finding run(Bench bench) throws Exception {
    Path store = bench.work().resolve("report");
    LongRun.fill(store);
    String[] run = {"--rounds", "" + LongRun.ROUNDS, "--artifacts", store.toString()};
    Program.fedmas(words("run", run)).seconds();
    Path page = store.resolve("page.html");
    Program write = Program.fedmas(words("report", words("--out", page.toString(), run)));
    List<Double> turns = new ArrayList<>();
    for (int turn = 0; turn < bench.turns(); turn++) {
      turns.add(write.seconds());
    }
    Finding finding =
        new Finding()
            .with(
                "fedmas report, %d rounds: %s s, %.2f MB",
                LongRun.ROUNDS, Spread.of(turns), Files.size(page) / 1e6);
    Optional<String> browser = browser();
    return browser.isEmpty()
        ? finding.with("found no browser: the page was not opened (%s names one)", VARIABLE)
        : opened(finding, bench, browser.get(), page);
  }

  private static Finding opened(Finding finding, Bench bench, String browser, Path page)
      throws Exception {
    Path profile = bench.work().resolve("profile");
    List<Double> empty = new ArrayList<>();
    List<Double> report = new ArrayList<>();
    List<Double> difference = new ArrayList<>();
    for (int turn = 0; turn < bench.turns(); turn++) {
      empty.add(open(browser, profile, "about:blank"));
      report.add(open(browser, profile, page.toUri().toString()));
      difference.add(report.get(turn) - empty.get(turn));
    }
    Spread seconds = Spread.of(difference);
    return finding
        .with("start of the browser with the page: %s s, with an empty one: %s s",
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
