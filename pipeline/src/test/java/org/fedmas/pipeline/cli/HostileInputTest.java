package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.predict.Pictures;
import org.fedmas.pipeline.predict.TinyModel;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that hostile models and images get one message and the right exit code. */
@Timeout(30)
class HostileInputTest {

  private static final int CONFIG = 2;
  private static final int MISSING = 3;
  private static final int CORRUPT = 4;
  private static final long LARGE = 64L << 30;

  @TempDir Path folder;

  private Path config = Path.of("");

  @BeforeEach
  void writeInputs() throws IOException {
    Pictures.write(folder.resolve("images/a.png"), 40, 40, Color.PINK);
    config = Files.writeString(folder.resolve("tiny.yaml"), TinyModel.CONFIG);
  }

  private Said predict(Path model, Path images) {
    return Said.by(
        "predict",
        model.toString(),
        images.toString(),
        "--config",
        config.toString(),
        "--to",
        folder.resolve("p.csv").toString(),
        "--progress",
        "none");
  }

  private Said predict(Path images) throws IOException {
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(model, TinyModel.create());
    return predict(model, images);
  }

  /** Checks a refused model: the exit code, one line without a Java name, and no output. */
  private void refused(Path model, int code, String reason) {
    refused(predict(model, folder.resolve("images")), code, reason);
  }

  private void refused(Said said, int code, String reason) {
    assertThat(said.error()).contains(reason).doesNotContain("Exception", "\tat ");
    assertThat(said.errorLines()).hasSize(1);
    assertThat(said.code()).isEqualTo(code);
    assertThat(folder.resolve("p.csv")).doesNotExist();
  }

  private Path sparse(String name, byte[] start) throws IOException {
    Path file = Files.write(folder.resolve(name), start);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(LARGE);
    }
    return file;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** Returns an archive as torch.save writes it, with some pickle inside. */
  private Path archive(String name, byte[] pickle) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("archive/data.pkl");
      CRC32 checksum = new CRC32();
      checksum.update(pickle);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(pickle.length);
      entry.setCrc(checksum.getValue());
      zip.putNextEntry(entry);
      zip.write(pickle);
    }
    return file;
  }

  private static byte[] pickle(String text) {
    return ("\u0080\u0002" + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aGraphIsNotAModel() throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    graph.addNodeBuilder().setOpType("Relu").addInput("b").addOutput("a");
    graph.addNodeBuilder().setOpType("Relu").addInput("a").addOutput("b");
    byte[] cycle = ModelProto.newBuilder().setGraph(graph).build().toByteArray();

    String reason = "found another ending, expected .safetensors, .pth or .zip";
    refused(file("cycle.onnx", cycle), CONFIG, reason);
    refused(sparse("large.onnx", cycle), CONFIG, reason);
    refused(file("cut.onnx", Arrays.copyOf(cycle, 5)), CONFIG, reason);
  }

  @Test
  void aGraphUnderAnotherNameIsRefused() throws IOException {
    byte[] graph = ModelProto.newBuilder().setIrVersion(8).build().toByteArray();

    refused(file("graph.pth", graph), MISSING, "graph.pth");
    refused(file("graph.safetensors", graph), CORRUPT, "graph.safetensors");
  }

  @Test
  void farTooLargeModelsAreRefused() throws IOException {
    byte[] header =
        ByteBuffer.allocate(9)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(LARGE - 8)
            .put((byte) '{')
            .array();

    refused(sparse("large.safetensors", header), CORRUPT, "header length");
    refused(sparse("large.pth", pickle("N.")), MISSING, "large.pth");
    refused(sparse("large.zip", new byte[] {'P', 'K', 3, 4}), CORRUPT, "large.zip");
  }

  @Test
  void cyclesAreRefused() throws IOException {
    refused(archive("list.pth", pickle("]q\0h\0a.")), MISSING, "list.pth");
    refused(archive("dict.pth", pickle("}q\0X\1\0\0\0ah\0s.")), MISSING, "dict.pth");
    refused(
        archive("module.pt", pickle("c__torch__\nLoop\n)\u0081q\0}X\5\0\0\0againh\0sb.")),
        MISSING,
        "nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.3, 0.999})
  void cutModelsAreRefused(double share) throws IOException {
    Path whole = folder.resolve("whole.pth");
    PytorchStateDict.write(whole, TinyModel.create().state());
    byte[] pth = Files.readAllBytes(whole);
    ModelFile.write(whole, TinyModel.create());
    byte[] safetensors = Files.readAllBytes(whole);

    refused(file("cut.pth", Arrays.copyOf(pth, (int) (share * pth.length))), MISSING, "cut.pth");
    refused(
        file("cut.safetensors", Arrays.copyOf(safetensors, (int) (share * safetensors.length))),
        CORRUPT,
        "cut.safetensors");
  }

  @Test
  void aDescriptionWithoutEndIsRefused() throws IOException {
    byte[] header =
        "{\"__metadata__\":{\"fedmas\":\"%s\"}}"
            .formatted("[".repeat(100_000))
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
    bytes.writeBytes(header);

    refused(file("deep.safetensors", bytes.toByteArray()), CORRUPT, "deep.safetensors");
  }

  @Test
  void textIsNotAModel() throws IOException {
    byte[] text = "this is not a model\n".repeat(20).getBytes(StandardCharsets.UTF_8);

    refused(file("notes.txt", text), CONFIG, "found another ending");
    refused(file("text.pth", text), MISSING, "text.pth");
    refused(file("text.safetensors", text), CORRUPT, "text.safetensors");
    refused(file("text.zip", text), CORRUPT, "text.zip");
  }

  @Test
  void aFolderOfNothingIsNotAModel() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    refused(empty, MISSING, "found a folder without run.json or manifest.json");
    refused(folder.resolve("none.pth"), MISSING, "found no such file");
  }

  @Test
  void aFolderWithoutImagesIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path table = Files.writeString(folder.resolve("none.csv"), "image\n");

    refused(predict(empty), MISSING, "found 0 images");
    refused(predict(table), MISSING, "none.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/../../../etc/passwd", ".."})
  void aTableNamesNoFileOutsideOfItsFolder(String image) throws IOException {
    Path table = Files.writeString(folder.resolve("list.csv"), "image\n\"" + image + "\"\n");

    refused(predict(table), MISSING, "list.csv:2: found image");
  }

  @Test
  void aPictureOfManyPixelsIsSkipped() throws IOException {
    Files.write(folder.resolve("images/bomb.png"), bomb(60_000, 60_000));
    Files.write(folder.resolve("images/larger.png"), bomb(Integer.MAX_VALUE, Integer.MAX_VALUE));
    Files.write(folder.resolve("images/zero.png"), bomb(0, 1));

    Said said = predict(folder.resolve("images"));

    assertThat(said.code()).isEqualTo(MISSING);
    assertThat(said.error())
        .contains("skipped bomb.png: ", "skipped larger.png: ", "skipped zero.png: ")
        .contains("3 of 4 images could not be read")
        .doesNotContain("Exception");
    assertThat(said.out()).contains("predicted 1 image ");
    assertThat(Files.readAllLines(folder.resolve("p.csv"))).hasSize(2);
  }

  /** Returns a small PNG file whose header states a size. */
  private static byte[] bomb(int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    chunk(
        bytes,
        "IHDR",
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
    chunk(bytes, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
    chunk(bytes, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream bytes, String type, byte[] data) {
    byte[] body =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 checksum = new CRC32();
    checksum.update(body);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    bytes.writeBytes(body);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  @Test
  void anEntryThatUnpacksToMoreIsRefused() throws IOException {
    String table =
        """
        {"format": 1, "run": "r", "image_ids": false,
         "files": [{"name": "run.json", "size": 10, "sha256": "sha256:00"}]}""";

    refused(bundle("bomb.zip", table, 256 << 20), CORRUPT, "found another size of run.json");
  }

  @Test
  void aTableThatUnpacksToMoreIsRefused() throws IOException {
    refused(bundle("bomb.zip", " ".repeat(65 << 20), 1), CORRUPT, "found no usable bundle.json");
  }

  @Test
  void aTableThatStatesTooMuchIsRefused() throws IOException {
    String table =
        """
        {"format": 1, "run": "r", "image_ids": false,
         "files": [{"name": "run.json", "size": 9000000000000000000, "sha256": "sha256:00"}]}""";

    refused(bundle("bomb.zip", table, 1), CORRUPT, "the limit");
  }

  /** Returns an archive with a table and an entry of zeros, which takes a thousandth packed. */
  private Path bundle(String name, String table, int zeros) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("bundle.json"));
      zip.write(table.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("run.json"));
      byte[] block = new byte[1 << 20];
      for (int left = zeros; left > 0; left -= block.length) {
        zip.write(block, 0, Math.min(left, block.length));
      }
    }
    return file;
  }
}
