package org.fedmas.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.fedmas.inputs.FakeServer.cutAfter;
import static org.fedmas.inputs.FakeServer.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.LockedException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.inputs.archive.ArchiveLimits;
import org.fedmas.inputs.archive.CraftedZip;
import org.fedmas.inputs.download.DownloadSettings;
import org.fedmas.inputs.download.FreeSpace;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.lease.Lease;
import org.fedmas.store.lease.LeaseRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches of small sources of every kind from a local server. */
class FetchTest {

  private static final byte[] WEIGHTS = RandomBytes.of(200_000, 1);
  private static final byte[] PICTURE = RandomBytes.of(30_000, 2);
  private static final byte[] OTHER = RandomBytes.of(200_000, 3);
  private static final String TABLE = "image,label\na,1\nb,0\n";
  private static final byte[] ZIP =
      new CraftedZip()
          .file("pictures/a.jpg", PICTURE)
          .file("pictures/b.jpg", RandomBytes.of(10_000, 4))
          .file("pictures/LICENSE.txt", new byte[] {1})
          .bytes();

  @TempDir Path temporary;
  private Path data;
  private FakeServer server;
  private DataSource weights;
  private DataSource table;
  private DataSource pictures;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws Exception {
    data = temporary.resolve("data");
    server = new FakeServer();
    server.holds("weights", WEIGHTS, "\"w\"");
    server.holds("table", TABLE.getBytes(StandardCharsets.UTF_8), "\"t\"");
    server.holds("pictures.zip", ZIP, "\"z\"");
    weights =
        source(
            "weights",
            "weights",
            new ContentCheck.HashStart("SHA-256", Digest.of(WEIGHTS).hex().substring(0, 8)));
    table = source("table", "table", new ContentCheck.TableForm(List.of("image", "label"), 2, ','));
    pictures =
        source(
            "pictures",
            "pictures.zip",
            new ContentCheck.ImageArchive(
                "pictures", 2, new ArchiveLimits(10, 1 << 20, 1 << 20, 20), false));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DataSource source(String name, String file, ContentCheck check) {
    return new DataSource(name, server.address(file), 250_000, check, List.of(Licence.ISIC_2019));
  }

  private void fetch(FreeSpace space, boolean keepArchives, DataSource... sources)
      throws Exception {
    FetchOptions options =
        new FetchOptions(
            2,
            keepArchives,
            new DownloadSettings(3, Duration.ofMillis(5), Duration.ofSeconds(2)),
            space);
    FetchListener listener =
        new FetchListener() {
          @Override
          public void starts(int files, long bytes) {}

          @Override
          public void at(DataSource source, FetchStep step, long done, long total) {}

          @Override
          public void notice(String text) {
            notices.add(text);
          }

          @Override
          public void ends() {}
        };
    new Fetch(data, options, listener).run(List.of(sources));
  }

  private void fetch(DataSource... sources) throws Exception {
    fetch(FreeSpace.REAL, false, sources);
  }

  private MissingInputException fails(DataSource... sources) {
    MissingInputException[] failure = new MissingInputException[1];
    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> fetch(sources))
        .satisfies(e -> failure[0] = e);
    assertThat(failure[0].exitCode()).isEqualTo(ExitCode.MISSING_INPUT);
    return failure[0];
  }

  private List<String> there() throws Exception {
    try (Stream<Path> list = Files.list(data)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileWithoutPublishedHashIsComparedWithItsFirst() throws Exception {
    DataSource unsigned = source("weights", "weights", new ContentCheck.Length(100_000, 300_000));
    fetch(unsigned);
    assertThat(data.resolve("weights.sha256")).hasContent(Digest.of(WEIGHTS).hex() + "  weights");
    Files.write(data.resolve("weights"), OTHER);
    assertThat(fails(unsigned)).hasMessageContaining("weights.sha256 recorded at first use");
    assertThat(SourceState.of(unsigned, data).isPresent()).isFalse();
  }

  @Test
  void anotherDownloadThanTheFirstIsDiscarded() throws Exception {
    DataSource unsigned = source("weights", "weights", new ContentCheck.Length(100_000, 300_000));
    fetch(unsigned);
    Files.delete(data.resolve("weights"));
    server.holds("weights", OTHER, "\"o\"");
    assertThat(fails(unsigned)).hasMessageContaining("recorded at first use");
    assertThat(data.resolve("weights")).doesNotExist();
  }

  @Test
  void everySourceIsFetched() throws Exception {
    fetch(weights, table, pictures);
    assertThat(there()).containsExactly("pictures", "table", "weights");
    assertThat(data.resolve("weights")).hasBinaryContent(WEIGHTS);
    assertThat(data.resolve("pictures/a.jpg")).hasBinaryContent(PICTURE);
    assertThat(notices).hasSize(3);
    for (DataSource source : List.of(weights, table, pictures)) {
      assertThat(SourceState.of(source, data).isPresent()).as(source.name()).isTrue();
    }
    assertThat(SourceState.of(weights, data).digest()).isEqualTo(Digest.of(WEIGHTS));
  }

  @Test
  void anArchiveIsKeptOnRequest() throws Exception {
    fetch(FreeSpace.REAL, true, pictures);
    assertThat(there()).containsExactly("pictures", "pictures.zip");
  }

  @Test
  void anExistingArchiveIsNotDownloaded() throws Exception {
    Files.createDirectories(data);
    Files.write(data.resolve("pictures.zip"), ZIP);
    fetch(pictures);
    assertThat(data.resolve("pictures/a.jpg")).hasBinaryContent(PICTURE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anIncompleteFolderIsFilled() throws Exception {
    Path folder = Files.createDirectories(data.resolve("pictures"));
    Files.write(folder.resolve("a.jpg"), PICTURE);
    Files.write(folder.resolve("mine.jpg"), OTHER);
    fetch(pictures);
    assertThat(folder.resolve("b.jpg")).exists();
    assertThat(folder.resolve("mine.jpg")).hasBinaryContent(OTHER);
    assertThat(there()).containsExactly("pictures");
  }

  @Test
  void aTreeOfFoldersIsFetchedAndFilled() throws Exception {
    byte[] zip =
        new CraftedZip()
            .file("tree/upper/z-line/one.jpg", RandomBytes.of(10_000, 4))
            .file("tree/lower/polyps/two.jpg", RandomBytes.of(10_000, 5))
            .file("tree/labels.csv", RandomBytes.of(100, 6))
            .bytes();
    server.holds("the-tree.zip", zip, "\"n\"");
    DataSource tree =
        source(
            "tree",
            "the-tree.zip",
            new ContentCheck.ImageArchive(
                "tree", 2, new ArchiveLimits(10, 1 << 20, 1 << 20, 20), true));
    fetch(tree);
    Path two = data.resolve("tree/lower/polyps/two.jpg");
    assertThat(two).hasBinaryContent(RandomBytes.of(10_000, 5));
    assertThat(SourceState.of(tree, data).isPresent()).isTrue();
    Files.delete(two);
    assertThat(SourceState.of(tree, data).detail()).isEqualTo("1 of 2 images");
    fetch(tree);
    assertThat(two).exists();
    assertThat(there()).containsExactly("tree");
  }

  @Test
  void aPictureThatDiffersIsNotOverwritten() throws Exception {
    Path folder = Files.createDirectories(data.resolve("pictures"));
    Files.write(folder.resolve("a.jpg"), OTHER);
    assertThat(fails(pictures)).hasMessageContaining("a.jpg differs from the published file");
    assertThat(folder.resolve("a.jpg")).hasBinaryContent(OTHER);
    assertThat(folder.resolve("b.jpg")).doesNotExist();
  }

  @Test
  void wrongFilesAreDiscardedAndTheOthersKept() throws Exception {
    server.holds("weights", OTHER, "\"w\"");
    server.holds("pictures.zip", OTHER, "\"z\"");
    assertThat(fails(weights, table, pictures))
        .hasMessageContaining("2 of 3 inputs could not be fetched")
        .hasMessageContaining("found SHA-256 " + Digest.of(OTHER).hex())
        .hasMessageContaining("is not a ZIP archive")
        .hasMessageContaining("download " + weights.address() + " as " + data.resolve("weights"))
        .hasMessageContaining("unpack it to " + data.resolve("pictures"));
    assertThat(there()).containsExactly("table");
  }

  @Test
  void tablesOfAnotherFormAreRefused() throws Exception {
    for (String wrong : List.of("image,label\na,1\n", "name,label\na,1\nb,0\n", "", "<html>")) {
      server.holds("table", wrong.getBytes(StandardCharsets.UTF_8), "\"t\"");
      assertThat(fails(table)).hasMessageContaining("expected 2 rows");
    }
    server.holds("table", OTHER, "\"t\"");
    assertThat(fails(table)).hasMessageContaining("expected 2 rows");
    assertThat(there()).isEmpty();
  }

  @Test
  void aRefusalKeepsTheReceivedBytes() throws Exception {
    server.answers("weights", cutAfter(0), cutAfter(1000), status(403));
    assertThat(fails(weights)).hasMessageContaining("answered 403");
    assertThat(SourceState.of(weights, data).presence()).isEqualTo(SourceState.Presence.PARTIAL);
    fetch(weights);
    assertThat(data.resolve("weights")).hasBinaryContent(WEIGHTS);
    assertThat(there()).containsExactly("weights");
  }

  @Test
  void mixedVersionsAreFetchedAgain() throws Exception {
    // the server reuses an entity tag for other bytes
    byte[] mixed = WEIGHTS.clone();
    mixed[10] ^= 1;
    server.holds("weights", mixed, "\"w\"");
    server.answers("weights", cutAfter(0), cutAfter(60_000), status(403));
    fails(weights);
    server.holds("weights", WEIGHTS, "\"w\"");
    fetch(weights);
    assertThat(data.resolve("weights")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aPartFileOfAnOlderVersionStartsAgain() throws Exception {
    Files.createDirectories(data);
    Files.write(data.resolve("weights.part"), new byte[200_000]);
    Files.writeString(
        data.resolve("weights.part.json"),
        """
        {"address": "%s", "validator": "\\"w\\"", "total": 200000, "blocks": [
          {"from": 0, "to": 100000, "written": 50000}, {"from": 100000, "to": 200000, "written": 9}]}
        """
            .formatted(weights.address()));
    fetch(weights);
    assertThat(data.resolve("weights")).hasBinaryContent(WEIGHTS);
    assertThat(notices).filteredOn(line -> line.contains("starts again")).hasSize(1);
  }

  @Test
  void freeSpaceIsCheckedFirst() throws Exception {
    assertThatExceptionOfType(MissingInputException.class)
        .isThrownBy(() -> fetch(folder -> 500_000, false, weights, pictures))
        .withMessageContaining("has room for 0.0 GB")
        .withMessageContaining("--only");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void twoFetchesIntoOneFolderAreRefused() throws Exception {
    Files.createDirectories(data);
    LeaseRequest request =
        new LeaseRequest(data.resolve(Fetch.LEASE), "a test", DurableFiles.local());
    try (Lease held = request.attempt().orElseThrow()) {
      assertThat(held).isNotNull();
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> fetch(weights))
          .withMessageContaining("is locked by");
    }
    fetch(weights);
    assertThat(there()).containsExactly("weights");
  }

  @Test
  void anotherFileOfTheNameIsReported() throws Exception {
    Files.createDirectories(data);
    Files.write(data.resolve("weights"), OTHER);
    SourceState state = SourceState.of(weights, data);
    assertThat(state.presence()).isEqualTo(SourceState.Presence.OTHER);
    assertThat(state.detail()).contains("expected SHA-256 that starts with");
    assertThat(SourceState.of(table, data).presence()).isEqualTo(SourceState.Presence.MISSING);
    assertThat(fails(weights)).hasMessageContaining("Move it away");
    assertThat(data.resolve("weights")).hasBinaryContent(OTHER);
  }
}
