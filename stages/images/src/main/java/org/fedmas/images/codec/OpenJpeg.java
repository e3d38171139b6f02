package org.fedmas.images.codec;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.util.function.Function;
import org.fedmas.images.ImageSize;
import org.fedmas.images.header.Jpeg2000Header;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.UnreadableBytes;
import org.jspecify.annotations.Nullable;

/** The functions of openjpeg.h, version 2, on a file in memory. */
final class OpenJpeg {

  /** A function that copies up to so many bytes and returns their number, −1 at the end. */
  public interface Read extends Callback {
    long invoke(Pointer to, long bytes, @Nullable Pointer user);
  }

  /** A function that moves on by so many bytes and returns their number, −1 at the end. */
  public interface Skip extends Callback {
    long invoke(long bytes, @Nullable Pointer user);
  }

  /** A function that moves to a position and returns whether it is within the file. */
  public interface Seek extends Callback {
    int invoke(long position, @Nullable Pointer user);
  }

  private static final int CODESTREAM = 0;
  private static final int JP2 = 2;

  /** More bytes than the structure of decoding parameters has in any version. */
  private static final int PARAMETERS = 1 << 15;

  private static final int BLOCK = 1 << 20;
  private static final int TRUE = 1;
  private static final int MOST_COMPONENTS = 4;

  /** Fields of {@code opj_image_t} and {@code opj_image_comp_t} on 64-bit machines. */
  private static final int COMPONENT_COUNT = 16;

  private static final int COLOURS = 20;
  private static final int COMPONENTS = 24;
  private static final int COMPONENT_SIZE = 64;
  private static final int COMPONENT_WIDTH = 8;
  private static final int COMPONENT_HEIGHT = 12;
  private static final int COMPONENT_BITS = 24;
  private static final int COMPONENT_SIGN = 32;
  private static final int COMPONENT_DATA = 48;

  private final byte[] file;
  private final NativeLibrary library;
  private int position;

  OpenJpeg(byte[] file) {
    this.file = file;
    this.library = BundledNatives.library(PictureFormat.JPEG_2000.title());
  }

  /** A decoded picture in the library's memory. */
  static final class Picture {

    private final Pointer image;
    private final Pointer components;
    private final Pointer[] planes;
    private final int width;

    private Picture(Pointer image, Pointer components, Pointer[] planes, int width) {
      this.image = image;
      this.components = components;
      this.planes = planes;
      this.width = width;
    }

    int components() {
      return planes.length;
    }

    /** Returns 1 for RGB, 2 for grey, 3 for YCbCr; other numbers are unknown colours. */
    int colours() {
      return image.getInt(COLOURS);
    }

    /** Returns the scale of a value's depth, which a palette in the file may have changed. */
    GreyScale scale() {
      return GreyScale.ofDepth(
          components.getInt(COMPONENT_BITS), components.getInt(COMPONENT_SIGN) != 0);
    }

    /** Copies a row of a component. */
    void read(int component, int y, int[] row) {
      planes[component].read((long) y * width * Integer.BYTES, row, 0, width);
    }
  }

  /** Decodes all components, and returns the result of {@code use}. */
  <T> T decode(Jpeg2000Header header, Function<Picture, T> use) throws UnreadableBytes {
    Read read = this::read;
    Skip skip = this::skip;
    Seek seek = this::seek;
    Pointer stream = pointer("opj_stream_create", (long) BLOCK, TRUE);
    Pointer codec = pointer("opj_create_decompress", header.boxed() ? JP2 : CODESTREAM);
    PointerByReference image = new PointerByReference();
    try (Memory parameters = new Memory(PARAMETERS)) {
      call("opj_stream_set_read_function", stream, read);
      call("opj_stream_set_skip_function", stream, skip);
      call("opj_stream_set_seek_function", stream, seek);
      call("opj_stream_set_user_data_length", stream, (long) file.length);
      call("opj_set_default_decoder_parameters", parameters);
      boolean decoded =
          number("opj_setup_decoder", codec, parameters) == TRUE
              && number("opj_read_header", stream, codec, image) == TRUE
              && number("opj_decode", codec, stream, image.getValue()) == TRUE;
      if (!decoded) {
        throw damaged();
      }
      return use.apply(picture(image.getValue(), header));
    } finally {
      if (image.getValue() != null) {
        call("opj_image_destroy", image.getValue());
      }
      call("opj_destroy_codec", codec);
      call("opj_stream_destroy", stream);
      // the library calls these until here
      Reference.reachabilityFence(read);
      Reference.reachabilityFence(skip);
      Reference.reachabilityFence(seek);
    }
  }

  private static Picture picture(Pointer image, Jpeg2000Header header) throws UnreadableBytes {
    int count = image.getInt(COMPONENT_COUNT);
    if (count < 1 || count > MOST_COMPONENTS) {
      throw damaged();
    }
    ImageSize size = header.size();
    Pointer[] planes = new Pointer[count];
    Pointer components = image.getPointer(COMPONENTS);
    for (int i = 0; i < count; i++) {
      long component = (long) i * COMPONENT_SIZE;
      Pointer data = components.getPointer(component + COMPONENT_DATA);
      if (data == null
          || components.getInt(component + COMPONENT_WIDTH) != size.width()
          || components.getInt(component + COMPONENT_HEIGHT) != size.height()) {
        throw damaged();
      }
      planes[i] = data;
    }
    return new Picture(image, components, planes, size.width());
  }

  private static UnreadableBytes damaged() {
    return new UnreadableBytes("damaged or cut short: the JPEG 2000 data does not decode");
  }

  private long read(Pointer to, long bytes, @Nullable Pointer user) {
    int count = (int) Math.min(bytes, file.length - position);
    if (count <= 0) {
      return -1;
    }
    to.write(0, file, position, count);
    position += count;
    return count;
  }

  private long skip(long bytes, @Nullable Pointer user) {
    long count = Math.min(bytes, (long) file.length - position);
    if (count < 0 || (count == 0 && bytes > 0)) {
      return -1;
    }
    position += (int) count;
    return count;
  }

  private int seek(long to, @Nullable Pointer user) {
    if (to < 0 || to > file.length) {
      return 0;
    }
    position = (int) to;
    return TRUE;
  }

  private Pointer pointer(String function, Object... arguments) throws UnreadableBytes {
    Pointer result = library.getFunction(function).invokePointer(arguments);
    if (result == null) {
      throw damaged();
    }
    return result;
  }

  private int number(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private void call(String function, Object... arguments) {
    library.getFunction(function).invokeVoid(arguments);
  }
}
