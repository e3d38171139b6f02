package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fedmas.contract.error.MissingInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of folders of images that hold something other than pictures in folders of classes. */
class PassedOverTest {

  @TempDir Path folder;

  @BeforeEach
  void drawPictures() {
    new PictureFolder(folder).picture("BCC/1.png", 1).picture("BKL/2.png", 2);
  }

  private FolderImages open() {
    return open(MissingImages.FAIL);
  }

  private FolderImages open(MissingImages missing) {
    return ClassFolders.pool(folder, List.of(), missing);
  }

  private void refuses(String... parts) {
    assertThatThrownBy(this::open)
        .isInstanceOf(MissingInputException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aTreeOfPicturesAloneHasNoNote() {
    assertThat(open().notes()).isEmpty();
  }

  @Test
  void picturesInDeeperFoldersAreReadAndCounted() {
    new PictureFolder(folder).picture("BKL/patient1/3.png", 3).picture("VASC/patient2/a/4.png", 4);
    assertThat(open().images()).hasSize(4);
    assertThat(open().classes()).containsExactly("BCC", "BKL", "VASC");
    assertThat(open().notes())
        .containsExactly(
            "read below "
                + folder
                + ": 2 pictures in folders below those of classes; they belong to the class above"
                + " (dataset.layout)");
  }

  @Test
  void linksToDeeperFoldersAreNotFollowed() throws Exception {
    new PictureFolder(folder.resolve("elsewhere.d")).picture("3.png", 3);
    Files.createSymbolicLink(folder.resolve("BKL/link"), folder.resolve("elsewhere.d"));
    assertThat(open().notes().get(0))
        .contains("1 link to a folder, below those of classes (BKL/link)");
  }

  @Test
  void foldersOfSystemsAndEmptyOnesAreNotClasses() throws Exception {
    new PictureFolder(folder).picture("__MACOSX/BCC/1.png", 3);
    for (String name :
        List.of("@eaDir", "lost+found", ".ipynb_checkpoints", "SCC", "$RECYCLE.BIN")) {
      Files.createDirectory(folder.resolve(name));
    }
    assertThat(open().classes()).containsExactly("BCC", "BKL");
    assertThat(open().notes().get(0))
        .contains(
            "1 folder of a class or client without a picture (SCC)",
            "4 folders of systems and archives ($RECYCLE.BIN, @eaDir, __MACOSX, …)",
            "1 hidden name of files or folders (.ipynb_checkpoints)");
  }

  @Test
  void otherFilesAreCounted() throws Exception {
    Files.writeString(folder.resolve("BCC/scan.svs"), "not a picture");
    Files.writeString(folder.resolve("BCC/._1.png"), "not a picture");
    new PictureFolder(folder).picture("loose.png", 3);
    assertThat(open().notes().get(0))
        .contains(
            "1 picture outside of the folders of classes (loose.png)",
            "1 file without the ending of a picture (BCC/scan.svs)",
            "1 hidden name of files or folders (BCC/._1.png)");
  }

  @Test
  void aClientWithoutPicturesIsNotAClient() throws Exception {
    Path clients = folder.resolve("clients");
    new PictureFolder(clients).picture("north/BCC/1.png", 1).picture("south/BKL/1.png", 2);
    Files.createDirectories(clients.resolve("west/BCC"));
    FolderImages data = ClassFolders.ofClients(clients, List.of(), MissingImages.FAIL);
    assertThat(data.clients()).extracting(Client::name).containsExactly("north", "south");
    assertThat(data.notes().get(0)).contains("(west/BCC, west)");
  }

  @Test
  void brokenLinksAreListedTogether() throws Exception {
    link("BCC/3.jpg", "../.git/annex/objects/3");
    link("BKL/4.jpg", "nowhere");
    refuses(
        "2 of 4 images are not files that can be read",
        "BCC/3.jpg (a broken link to ../.git/annex/objects/3), BKL/4.jpg",
        "dataset.missing-images=skip continues with the 2 others");
  }

  @Test
  void brokenLinksMayBeSkipped() throws Exception {
    link("BCC/3.jpg", "nowhere");
    link("SCC", "nowhere");
    assertThat(open(MissingImages.SKIP).images()).hasSize(2);
    assertThat(open(MissingImages.SKIP).skipped()).isEqualTo(2);
    assertThat(open(MissingImages.SKIP).notes())
        .containsExactly(
            "not read below %s, since they are not files: [SCC (a broken link to nowhere), BCC/3.jpg"
                    .formatted(folder)
                + " (a broken link to nowhere)]");
  }

  @Test
  void linksToFilesAndFoldersAreFollowed() throws Exception {
    Files.move(folder.resolve("BCC"), folder.resolveSibling(folder.getFileName() + "-elsewhere"));
    link("BCC", folder + "-elsewhere");
    link("BKL/3.png", "2.png");
    assertThat(open().images()).hasSize(3);
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    assumeThat(shell("mkfifo", folder.resolve("BKL/p.jpg").toString())).as("mkfifo").isZero();
    refuses("1 of 3 images", "BKL/p.jpg (not a regular file)");
  }

  @Test
  void aSocketIsNotOpened() throws Exception {
    Path socket = folder.resolve("BCC/s.png");
    try (ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      open.bind(UnixDomainSocketAddress.of(socket));
      refuses("1 of 3 images", "BCC/s.png (not a regular file)");
    }
  }

  @Test
  void aFolderNamedLikeAPictureIsNotOne() throws Exception {
    new PictureFolder(folder).picture("BCC/tile.png/3.png", 3);
    assertThat(open().images())
        .extracting(SourceImage::imageId)
        .containsExactly("BCC/1.png", "BCC/tile.png/3.png", "BKL/2.png");
  }

  @Test
  void aFolderWithoutPermissionIsNamed() throws Exception {
    Path closed = folder.resolve("BKL");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).as("permissions do not bind this user").isFalse();
      refuses("image folder " + closed + ": permission denied");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void foldersWithNamesInAnotherEncodingAreNamed() throws Exception {
    assumeThat(
            shell(
                "sh",
                "-c",
                "cp -r '" + folder + "/BCC' \"$(printf '" + folder + "/\\266\\361\\320\\324')\""))
        .isZero();
    refuses(
        "found 1 names that are not text in UTF-8: [bytes B6 F1 D0 D4, in GB18030 \u6076\u6027]",
        "convmv -r --notest -f GB18030 -t UTF-8");
  }

  @Test
  void filesWithNamesInAnotherEncodingAreNamed() throws Exception {
    String copy =
        "cp '%s/BCC/1.png' \"$(printf '%s/BCC/l\\344sion.png')\"".formatted(folder, folder);
    assumeThat(shell("sh", "-c", copy)).isZero();
    refuses("BCC/[bytes 6C E4 73 69 6F 6E 2E 70 6E 67, in windows-1252 l\u00e4sion.png]");
  }

  @Test
  void namesThatLookAlikeAreRefused() {
    new PictureFolder(folder).picture("bcc/1.png", 3).picture("BKL /1.png", 4);
    refuses("BCC (BCC) and bcc (bcc)", "BKL (BKL) and \"BKL \" (\"BKL \")");
  }

  @Test
  void composedAndDecomposedNamesAreRefused() {
    Path clients = folder.resolve("clients");
    new PictureFolder(clients)
        .picture("north/K\u00e9ratose/1.png", 1)
        .picture("south/Ke\u0301ratose/1.png", 2);
    assertThatThrownBy(() -> ClassFolders.ofClients(clients, List.of(), MissingImages.FAIL))
        .hasMessageContaining("\"Ke\\u0301ratose\" (\"south/Ke\\u0301ratose\") and K\u00e9ratose");
  }

  @Test
  void clientsThatLookAlikeAreRefused() {
    Path clients = folder.resolve("clients");
    new PictureFolder(clients).picture("North/BCC/1.png", 1).picture("north/BCC/1.png", 2);
    assertThatThrownBy(() -> ClassFolders.ofClients(clients, List.of(), MissingImages.FAIL))
        .hasMessageContaining("found clients")
        .hasMessageContaining("North (North) and north (north)");
  }

  @Test
  void aDecomposedNameIsComposed() {
    new PictureFolder(folder).picture("Me\u0301lanome/le\u0301sion.png", 3);
    FolderImages data = open();
    assertThat(data.classes()).containsExactly("BCC", "BKL", "M\u00e9lanome");
    assertThat(data.images().get(2).imageId()).isEqualTo("M\u00e9lanome/l\u00e9sion.png");
    assertThat(data.pixels(data.images().get(2)).width()).isEqualTo(8);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }

  private static int shell(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
