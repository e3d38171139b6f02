package org.fedmas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {

  /** The example of FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void isSha256() {
    assertThat(Digest.of("abc").hex()).isEqualTo(ABC);
    assertThat(Digest.of("abc").prefix()).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @Test
  void ofAFileIsThatOfItsBytesAtAnySize() throws IOException {
    Path file = folder.resolve("file");
    for (int size : new int[] {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 200_000}) {
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        bytes[i] = (byte) (i * 31);
      }
      Files.write(file, bytes);
      assertThat(Digest.of(file)).isEqualTo(Digest.of(bytes));
    }
  }

  @Test
  void readsWhatItWrites() {
    Digest digest = Digest.of("abc");
    assertThat(digest).hasToString("sha256:" + ABC);
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
  }

  @Test
  void refusesWhatIsNone() {
    for (String text : new String[] {"", "sha256:", ABC, "md5:" + ABC, "sha256:" + ABC + "0"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Digest.parse(text));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Digest(ABC.toUpperCase(java.util.Locale.ROOT)));
  }
}
