package org.fedmas.pipeline.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.preprocess.dataset.ListedImages;
import org.jspecify.annotations.Nullable;

/** The images that the arguments of a command name: files, folders and tables. */
public final class InputImages {

  private static final int DEEPEST = 64;

  private InputImages() {}

  /**
   * Returns the images in the order of the arguments, those of a folder by path, those of a table
   * by row. Hidden files of a folder and files without the ending of a picture are passed over.
   *
   * @param folder of the images of tables; null for {@code images/} beside the table, or else the
   *     table's own folder
   * @throws MissingInputException if an argument cannot be read, or no image is found
   */
  public static List<InputImage> of(List<Path> arguments, @Nullable Path folder) {
    List<InputImage> images = new ArrayList<>();
    for (Path argument : arguments) {
      String name = argument.toString().toLowerCase(Locale.ROOT);
      if (Files.isDirectory(argument)) {
        addFolder(argument, images);
      } else if (!Files.exists(argument)) {
        throw new MissingInputException(
            "%s: found no file or folder, expected an image, a folder of images or a CSV table"
                .formatted(argument));
      } else if (name.endsWith(".csv") || name.endsWith(".tsv")) {
        Path beside = folder == null ? besideTable(argument) : folder;
        ListedImages.read(argument, beside)
            .forEach((image, file) -> images.add(InputImage.of(image, file)));
      } else {
        images.add(InputImage.of(argument.toString(), argument));
      }
    }
    if (images.isEmpty()) {
      throw new MissingInputException(
          "%s: found 0 images, expected files that end in one of %s. Name another folder"
              .formatted(
                  arguments.stream().map(Path::toString).collect(Collectors.joining(", ")),
                  String.join(", ", PictureFormat.endings())));
    }
    return images;
  }

  private static Path besideTable(Path table) {
    Path own = Optional.ofNullable(table.toAbsolutePath().getParent()).orElse(table);
    Path images = own.resolve("images");
    return Files.isDirectory(images) ? images : own;
  }

  private static void addFolder(Path folder, List<InputImage> images) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      files
          .filter(file -> isImage(folder, file))
          .sorted()
          .forEach(file -> images.add(InputImage.of(folder.relativize(file).toString(), file)));
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
      throw new MissingInputException(
          "image folder %s: found one that cannot be read (%s). Check who owns it"
              .formatted(
                  folder, cause instanceof AccessDeniedException ? "permission denied" : cause),
          e);
    }
  }

  private static boolean isImage(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(file)
        && PictureFormat.endsLikePicture(String.valueOf(file.getFileName()));
  }
}
