package org.fedmas.images.codec;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The native library of Leptonica, which brings libwebp and OpenJPEG along: the libraries that
 * Pillow decodes WebP and JPEG 2000 with, so that pixels are equal.
 */
final class BundledNatives {

  private static final @Nullable NativeLibrary LIBRARY;
  private static final String PROBLEM;

  static {
    NativeLibrary library = null;
    String problem = "";
    try {
      library = load();
    } catch (LinkageError | RuntimeException e) {
      problem = String.valueOf(e.getMessage());
    }
    LIBRARY = library;
    PROBLEM = problem;
  }

  private BundledNatives() {}

  /**
   * Returns the library.
   *
   * @throws StageFailedException if this process cannot load it, so that a machine without it does
   *     not take a file for unreadable
   */
  static NativeLibrary library(String format) {
    return Optional.ofNullable(LIBRARY)
        .orElseThrow(
            () ->
                new StageFailedException(
                    "%s files need the native library of Leptonica, which this process cannot load (%s); start the run where it loads"
                        .formatted(format, PROBLEM)));
  }

  private static NativeLibrary load() {
    Loader.load(leptonica.class);
    // the Java half depends on the library proper, which lies beside it under its own name
    for (String path : Loader.getLoadedLibraries().values()) {
      File file = new File(path);
      if (file.getName().contains("leptonica") && !file.getName().contains("jni")) {
        NativeLibrary library = NativeLibrary.getInstance(path);
        library.getFunction("WebPDecodeRGBInto");
        library.getFunction("opj_decode");
        return library;
      }
    }
    throw new UnsatisfiedLinkError("no library of that name was loaded");
  }
}
