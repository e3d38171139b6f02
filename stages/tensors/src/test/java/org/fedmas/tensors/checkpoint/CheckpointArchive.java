package org.fedmas.tensors.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/** A writer of small PyTorch archives with names and shapes of a test's choice. */
final class CheckpointArchive {

  private CheckpointArchive() {}

  /** Returns a training checkpoint of float32 tensors under {@code state_dict}. */
  static Path training(Path file, ModelState state) {
    PickleText pickle = new PickleText().operations('}', '(').text("epoch").integer(800);
    pickle.text("state_dict").global("collections", "OrderedDict").operations(')', 'R', '(');
    Map<String, byte[]> records = new LinkedHashMap<>();
    int key = 0;
    for (Map.Entry<String, StoredTensor> entry : state.tensors().entrySet()) {
      StoredTensor tensor = entry.getValue();
      int[] shape = new int[tensor.shape().length];
      int[] strides = new int[shape.length];
      int stride = 1;
      for (int d = shape.length - 1; d >= 0; d--) {
        shape[d] = (int) tensor.shape()[d];
        strides[d] = stride;
        stride *= shape[d];
      }
      pickle.text(entry.getKey()).tensor(Integer.toString(key), tensor.size(), shape, strides);
      records.put("archive/data/" + key++, tensor.data());
    }
    records.put("archive/data.pkl", pickle.operations('u', 'u').stop());
    return write(file, records);
  }

  /** Returns a zip file of stored records. */
  static Path write(Path file, Map<String, byte[]> records) {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : records.entrySet()) {
        CRC32 checksum = new CRC32();
        checksum.update(entry.getValue());
        ZipEntry record = new ZipEntry(entry.getKey());
        record.setMethod(ZipEntry.STORED);
        record.setSize(entry.getValue().length);
        record.setCrc(checksum.getValue());
        zip.putNextEntry(record);
        zip.write(entry.getValue());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
