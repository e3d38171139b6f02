package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.PassedOver.Reason;

/**
 * The contents of the folders below a data set's folder, without hidden and system files.
 *
 * @param passedOver receives what is left out
 * @param undecoded receives names that cannot be decoded
 */
record FolderListing(PassedOver passedOver, UndecodedNames undecoded) {

  /** Creates the listing of a data set's folder. */
  static FolderListing below(Path folder) {
    return new FolderListing(new PassedOver(folder), new UndecodedNames(folder));
  }

  /**
   * Returns what a folder holds, in order.
   *
   * @throws MissingInputException if the folder does not exist or cannot be read
   */
  List<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw ImageFiles.absent(parent);
    }
    List<Path> kept = new ArrayList<>();
    try (Stream<Path> all = Files.list(parent)) {
      for (Path child : all.sorted().toList()) {
        if (PassedOver.isHidden(name(child))) {
          passedOver.add(Reason.HIDDEN, child);
        } else if (PassedOver.isSystem(name(child)) && Files.isDirectory(child)) {
          passedOver.add(Reason.SYSTEM, child);
        } else if (undecoded.isDecoded(child)) {
          kept.add(child);
        }
      }
    } catch (AccessDeniedException e) {
      throw new MissingInputException(
          "image folder %s: permission denied; check who owns it".formatted(parent), e);
    } catch (IOException | UncheckedIOException e) {
      throw new MissingInputException(
          "image folder %s: cannot be read (%s)".formatted(parent, e), e);
    }
    return kept;
  }

  /** Returns the folders in a folder, in order; files are passed over. */
  List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    for (Path child : children(parent)) {
      if (Files.isDirectory(child)) {
        folders.add(child);
      } else {
        passOver(child);
      }
    }
    return folders;
  }

  /** Records a file that lies outside of the folders of classes. */
  void passOver(Path file) {
    if (!Files.isRegularFile(file)) {
      passedOver.add(Reason.SPECIAL, file);
    } else {
      passedOver.add(SourceFile.isImage(file) ? Reason.OUTSIDE : Reason.ENDING, file);
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
