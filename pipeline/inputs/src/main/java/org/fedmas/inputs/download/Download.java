package org.fedmas.inputs.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * A way to download files over HTTP. An interrupted download resumes with the next call of {@link
 * #fetch}, as long as the server still has the same version of the file.
 */
public record Download(DownloadSettings settings, FreeSpace space) {

  /**
   * Downloads a file, or its missing rest, to the {@link PartFile} of a target.
   *
   * @param target final path of the file
   * @param atMost largest length that the file may have
   * @param listener receives the bytes received so far, those of earlier attempts included, and the
   *     length of the file, negative if unknown
   * @throws DownloadFailedException if the server refuses the request, cannot be reached, or offers
   *     more bytes than expected; the bytes received so far are kept
   */
  public void fetch(URI address, Path target, long atMost, BiConsumer<Long, Long> listener)
      throws IOException, InterruptedException {
    try (PartFile part = PartFile.open(target, address)) {
      new Transfer(this, address, atMost, part, listener).run();
    }
  }
}
