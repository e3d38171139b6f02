package org.fedmas.images.codec.tiff;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.fedmas.images.header.UnreadableBytes;

/** Data compressed by zlib. */
final class Deflated {

  private Deflated() {}

  /** Returns the first bytes of the data, fewer where it ends early. */
  static byte[] bytes(byte[] packed, int count) throws UnreadableBytes {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[count];
      int done = 0;
      while (done < count) {
        int more = inflater.inflate(bytes, done, count - done);
        if (more == 0
            && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        done += more;
      }
      return done == count ? bytes : Arrays.copyOf(bytes, done);
    } catch (DataFormatException e) {
      throw new UnreadableBytes("damaged TIFF: its deflated data is wrong", e);
    } finally {
      inflater.end();
    }
  }
}
