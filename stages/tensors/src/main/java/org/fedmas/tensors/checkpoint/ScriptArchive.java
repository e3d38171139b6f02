package org.fedmas.tensors.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A TorchScript archive of one function without values of its own. The engine compiles the text
 * that it holds, and so computes what its Java interface has no call for.
 */
public final class ScriptArchive {

  private static final String FOLDER = "function/";

  /** Pickle of an object of the class below whose attribute {@code training} is true. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nFunction\n)\u0081}X\u0008\0\0\0training\u0088sb.";

  /** Pickle of an empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  /** Version of the file format that PyTorch has written since 1.6. */
  private static final String VERSION = "3\n";

  private ScriptArchive() {}

  /**
   * Returns the bytes of an archive.
   *
   * @param arguments the function's parameters, such as {@code x: Tensor, w: Tensor}
   * @param body its statements, indented by four blanks, the last one returning a tensor
   */
  public static byte[] of(String arguments, String body) {
    String program =
        """
        class Function(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Function, %s) -> Tensor:
        %s"""
            .formatted(arguments, body);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (AlignedArchive archive = new AlignedArchive(bytes)) {
      archive.add(FOLDER + "data.pkl", latin(OBJECT));
      archive.add(FOLDER + "code/__torch__.py", program.getBytes(StandardCharsets.US_ASCII));
      archive.add(FOLDER + "constants.pkl", latin(NO_CONSTANTS));
      archive.add(FOLDER + "version", latin(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
