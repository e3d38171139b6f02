package org.fedmas.images.turbo;

import com.sun.jna.Callback;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The C stream {@code stderr} of glibc, to which libjpeg prints its first warning about a file
 * without the file's name. While a thread watches, its messages are noted instead of printed; those
 * of other threads pass. Java's {@code System.err} and the virtual machine do not use this stream.
 */
final class NativeErrorStream {

  /** One call of native code. */
  static final class Watch implements AutoCloseable {

    private boolean printed;

    /** Returns whether the native code printed a message so far; false where C has no glibc. */
    boolean printed() {
      return printed;
    }

    @Override
    public void close() {
      WATCH.remove();
      STREAM.ifPresent(NativeErrorStream::leave);
    }
  }

  /**
   * The variable {@code stderr} and the streams that it may hold.
   *
   * @param functions kept from garbage collection as long as C may call them
   */
  private record Stream(Pointer variable, Pointer terminal, Pointer noted, Functions functions) {}

  /** The type {@code cookie_io_functions_t}. */
  @Structure.FieldOrder({"read", "write", "seek", "close"})
  public static final class Functions extends Structure implements Structure.ByValue {
    public @Nullable Pointer read;
    public @Nullable Write write;
    public @Nullable Pointer seek;
    public @Nullable Pointer close;
  }

  /** The type {@code cookie_write_function_t}. */
  public interface Write extends Callback {
    long invoke(@Nullable Pointer cookie, Pointer text, long length);
  }

  private static final int UNBUFFERED = 2;
  private static final ThreadLocal<Watch> WATCH = new ThreadLocal<>();
  private static final Optional<Stream> STREAM = find();
  private static int watching;

  private NativeErrorStream() {}

  /** Watches this thread until the result is closed; several threads may do so at once. */
  static Watch watch() {
    Watch watch = new Watch();
    WATCH.set(watch);
    STREAM.ifPresent(NativeErrorStream::enter);
    return watch;
  }

  private static synchronized void enter(Stream stream) {
    if (watching++ == 0) {
      stream.variable().setPointer(0, stream.noted());
    }
  }

  private static synchronized void leave(Stream stream) {
    if (--watching == 0) {
      stream.variable().setPointer(0, stream.terminal());
    }
  }

  private static Optional<Stream> find() {
    try {
      NativeLibrary c = NativeLibrary.getProcess();
      // other C libraries lack this symbol, and keep stderr in memory that cannot be written
      c.getGlobalVariableAddress("_IO_2_1_stderr_");
      Pointer variable = c.getGlobalVariableAddress("stderr");
      Pointer terminal = variable.getPointer(0);
      Functions functions = new Functions();
      functions.write =
          (cookie, text, length) -> {
            Watch watch = WATCH.get();
            if (watch == null) {
              c.getFunction("fwrite").invoke(new Object[] {text, 1L, length, terminal});
            } else {
              watch.printed = true;
            }
            return length;
          };
      Pointer noted =
          c.getFunction("fopencookie").invokePointer(new Object[] {Pointer.NULL, "w", functions});
      c.getFunction("setvbuf").invoke(new Object[] {noted, Pointer.NULL, UNBUFFERED, 0L});
      return Optional.of(new Stream(variable, terminal, noted, functions));
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }
}
