package org.fedmas.tensors.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The archive format of PyTorch 1.6 and later: records {@code <name>/data.pkl} and {@code
 * <name>/data/<key>}, stored without compression. The checksum of every used record is checked. A
 * name must not appear twice, and all records together must not exceed the file. A TorchScript
 * archive has the same form, with a program that is never read.
 */
record ZipContainer(ZipFile zip, Map<String, ZipEntry> records, String folder, Pickled root)
    implements Container {

  private static final String PICKLE = "/data.pkl";

  /** The record that only TorchScript archives have. */
  private static final String CONSTANTS = "/constants.pkl";

  /** Records of a TorchScript archive's program, which may be compressed and are never read. */
  private static final Pattern CODE = Pattern.compile("[^/]+/code/.*");

  static ZipContainer open(Path file) throws IOException, UnusableCheckpoint {
    ZipFile zip = openZip(file);
    try {
      Map<String, ZipEntry> records = records(zip, Files.size(file));
      String folder = folder(records);
      checkByteOrder(zip, records.get(folder + "/byteorder"));
      ZipEntry pickle = record(records, folder + PICKLE);
      if (pickle.getSize() > PickleBytes.LONGEST) {
        throw new UnusableCheckpoint(
            "its pickle has %s bytes, expected at most %s"
                .formatted(pickle.getSize(), PickleBytes.LONGEST));
      }
      Unpickler unpickler = new Unpickler(new PickleBytes(bytes(zip, pickle)));
      Pickled root = unpickler.read();
      for (StorageReference storage : unpickler.storages().values()) {
        ZipEntry record = record(records, folder + "/data/" + storage.key());
        if (record.getSize() != storage.bytes()) {
          throw new UnusableCheckpoint(
              "storage %s has %s bytes where its description says %s"
                  .formatted(storage.key(), record.getSize(), storage.bytes()));
        }
      }
      return new ZipContainer(zip, records, folder, root);
    } catch (IOException | UnusableCheckpoint | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public CheckpointForm form() {
    return records.containsKey(folder + CONSTANTS)
        ? CheckpointForm.TORCHSCRIPT
        : CheckpointForm.PYTORCH_ZIP;
  }

  @Override
  public byte[] storage(StorageReference storage) throws IOException, UnusableCheckpoint {
    Container.arrayLength(storage);
    return bytes(zip, record(records, folder + "/data/" + storage.key()));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static ZipFile openZip(Path file) throws IOException, UnusableCheckpoint {
    try {
      return new ZipFile(file.toFile());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Most damage of the directory, but not all, makes the JDK throw a ZipException.
      throw new UnusableCheckpoint("its zip directory is damaged", e);
    }
  }

  private static Map<String, ZipEntry> records(ZipFile zip, long fileLength)
      throws UnusableCheckpoint {
    Map<String, ZipEntry> records = new LinkedHashMap<>();
    long total = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = UnusableCheckpoint.quote(entry.getName());
      if (records.put(entry.getName(), entry) != null) {
        throw new UnusableCheckpoint("it has two records called " + name);
      }
      if (CODE.matcher(entry.getName()).matches()) {
        continue;
      }
      if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
        throw new UnusableCheckpoint(
            "record " + name + " is compressed; torch.save stores records as they are");
      }
      if (entry.getSize() < 0 || entry.getSize() > fileLength - total) {
        throw new UnusableCheckpoint("its records claim more bytes than the file has");
      }
      total += entry.getSize();
    }
    return records;
  }

  private static String folder(Map<String, ZipEntry> records) throws UnusableCheckpoint {
    List<String> folders =
        records.keySet().stream()
            .filter(name -> name.endsWith(PICKLE))
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
            .toList();
    if (folders.size() != 1) {
      throw new UnusableCheckpoint(
          "it is a zip file with " + folders.size() + " data.pkl records where one is expected");
    }
    return folders.get(0);
  }

  private static void checkByteOrder(ZipFile zip, @Nullable ZipEntry record)
      throws IOException, UnusableCheckpoint {
    if (record == null) {
      return;
    }
    if (record.getSize() > 16
        || !new String(bytes(zip, record), StandardCharsets.UTF_8).equals("little")) {
      throw new UnusableCheckpoint("its byte order is not little-endian");
    }
  }

  private static ZipEntry record(Map<String, ZipEntry> records, String name)
      throws UnusableCheckpoint {
    ZipEntry record = records.get(name);
    if (record == null) {
      throw new UnusableCheckpoint("record " + UnusableCheckpoint.quote(name) + " is absent");
    }
    return record;
  }

  /** Returns a record's checked bytes; its size was compared with the file's before. */
  private static byte[] bytes(ZipFile zip, ZipEntry record) throws IOException, UnusableCheckpoint {
    byte[] bytes = new byte[Math.toIntExact(record.getSize())];
    try (InputStream in = zip.getInputStream(record)) {
      if (in.readNBytes(bytes, 0, bytes.length) != bytes.length) {
        throw new EOFException("record " + record.getName() + " is cut off");
      }
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (checksum.getValue() != record.getCrc()) {
      throw new UnusableCheckpoint(
          "record " + UnusableCheckpoint.quote(record.getName()) + " fails its checksum");
    }
    return bytes;
  }
}
