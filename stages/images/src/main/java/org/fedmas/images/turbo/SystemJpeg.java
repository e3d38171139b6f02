package org.fedmas.images.turbo;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.function.Function;
import org.fedmas.images.ImageSize;
import org.fedmas.images.PixelRows;
import org.fedmas.images.header.JpegHeader;

/**
 * The TurboJPEG interface of the system's libjpeg-turbo (Debian: libturbojpeg0). The library writes
 * words of the required form straight into a given buffer, and fails on a warning.
 */
final class SystemJpeg implements NativeJpeg {

  private static final String LIBRARY = "turbojpeg";

  /** Red, green, blue and a byte without meaning, in this order in memory. */
  private static final int RED_GREEN_BLUE_ANY = 2;

  private static final int ACCURATE_TRANSFORM = 4096;
  private static final int STOP_ON_WARNING = 8192;

  /** Functions of turbojpeg.h, version 2 and later, by their names there. */
  private static final class Functions {

    static {
      Native.register(Functions.class, NativeLibrary.getInstance(LIBRARY));
    }

    static native Pointer tjInitDecompress();

    static native int tjDestroy(Pointer handle);

    static native int tjDecompress2(
        Pointer handle,
        Pointer file,
        NativeLong length,
        Pointer pixels,
        int width,
        int pitch,
        int height,
        int format,
        int flags);
  }

  /** A buffer outside of the heap that one thread reuses. */
  private static final class NativeBuffer {

    /** Size in bytes above which a buffer is freed after use. */
    private static final long LARGEST_KEPT = 64L << 20;

    private Memory memory = new Memory(1 << 20);

    Memory of(long bytes) {
      if (memory.size() < bytes) {
        memory.close();
        memory = new Memory(bytes);
      }
      return memory;
    }

    void tidy() {
      if (memory.size() > LARGEST_KEPT) {
        memory.close();
        memory = new Memory(1 << 20);
      }
    }
  }

  private final ThreadLocal<NativeBuffer> files = ThreadLocal.withInitial(NativeBuffer::new);
  private final ThreadLocal<NativeBuffer> pixels = ThreadLocal.withInitial(NativeBuffer::new);

  /**
   * Looks for the library.
   *
   * @throws LinkageError if the system has none
   */
  SystemJpeg() {
    Pointer handle = Functions.tjInitDecompress();
    if (handle == null) {
      throw new UnsatisfiedLinkError(LIBRARY + " makes no decoder");
    }
    Functions.tjDestroy(handle);
  }

  @Override
  public <T> Optional<T> decode(
      byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use) {
    ImageSize size = header.size().dividedBy(reduction);
    NativeBuffer fileBuffer = files.get();
    NativeBuffer pixelBuffer = pixels.get();
    Pointer handle = Functions.tjInitDecompress();
    if (handle == null) {
      return Optional.empty();
    }
    try {
      Memory source = fileBuffer.of(file.length);
      source.write(0, file, 0, file.length);
      Memory target = pixelBuffer.of(size.pixels() * Integer.BYTES);
      int failed =
          Functions.tjDecompress2(
              handle,
              source,
              new NativeLong(file.length),
              target,
              size.width(),
              0,
              size.height(),
              RED_GREEN_BLUE_ANY,
              ACCURATE_TRANSFORM | STOP_ON_WARNING);
      return failed == 0 ? Optional.of(use.apply(new Rows(size, target))) : Optional.empty();
    } finally {
      Functions.tjDestroy(handle);
      fileBuffer.tidy();
      pixelBuffer.tidy();
    }
  }

  private record Rows(ImageSize size, Memory memory) implements PixelRows {

    @Override
    public void read(int x, int y, int columns, int rows, int[] words) {
      if (columns == size.width()) {
        memory.read(at(x, y), words, 0, rows * columns);
        return;
      }
      for (int row = 0; row < rows; row++) {
        memory.read(at(x, y + row), words, row * columns, columns);
      }
    }

    private long at(int x, int y) {
      return ((long) y * size.width() + x) * Integer.BYTES;
    }
  }
}
