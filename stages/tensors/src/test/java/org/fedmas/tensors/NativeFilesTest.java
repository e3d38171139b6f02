package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFilesTest {

  @TempDir Path folder;

  @Test
  void loadedFilesAreTheSameTwice() {
    NativeFiles files = NativeFiles.loaded();

    assertThat(files.files().keySet()).anyMatch(name -> name.contains("torch_cpu"));
    assertThat(files.difference(NativeFiles.loaded())).isEmpty();
  }

  @Test
  void aChangedByteIsADifference() throws Exception {
    Path library = Files.write(folder.resolve("libtorch.so"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("notes.txt"), new byte[] {1});
    NativeFiles before = NativeFiles.in(folder);
    assertThat(before.files()).containsOnlyKeys("libtorch.so");

    Files.write(library, new byte[] {1, 2, 4});
    assertThat(NativeFiles.in(folder).difference(before))
        .matches("libtorch.so 3 bytes [0-9a-f]{8} expected, 3 bytes [0-9a-f]{8} found");

    Files.write(library, new byte[] {1, 2, 3});
    Files.write(folder.resolve("libgomp.so.1"), new byte[] {1});
    assertThat(NativeFiles.in(folder).difference(before))
        .matches("libgomp.so.1 none expected, 1 bytes [0-9a-f]{8} found");
    assertThat(before.difference(NativeFiles.in(folder))).contains("found").contains("none");
  }
}
