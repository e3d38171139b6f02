package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.NameRule;

/** The files and folders below a data set's folder that are not among its images, by reason. */
final class PassedOver {

  /** The reasons, in the order of the note. */
  enum Reason {
    OUTSIDE("picture", "outside of the folders of classes"),
    LINK("link", "to a folder, below those of classes"),
    EMPTY("folder", "of a class or client without a picture"),
    ENDING("file", "without the ending of a picture"),
    SPECIAL("file", "of another kind, such as a pipe"),
    SYSTEM("folder", "of systems and archives"),
    HIDDEN("hidden name", "of files or folders");

    private final String noun;
    private final String text;

    Reason(String noun, String text) {
      this.noun = noun;
      this.text = text;
    }
  }

  /** Folders that operating systems, archives and storage devices leave behind, in lower case. */
  private static final Set<String> SYSTEM =
      Set.of(
          "__macosx",
          "@eadir",
          "@recycle",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "lost+found",
          "system volume information",
          "__pycache__");

  private static final int MOST_NAMED = 3;

  private final Path folder;
  private final Map<Reason, List<Path>> found = new EnumMap<>(Reason.class);

  PassedOver(Path folder) {
    this.folder = folder;
  }

  static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  static boolean isSystem(String name) {
    return SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  void add(Reason reason, Path path) {
    found.computeIfAbsent(reason, key -> new ArrayList<>()).add(path);
  }

  /** Returns a number with its noun. */
  static String count(long number, String noun) {
    return number + " " + (number == 1 ? noun : noun + "s");
  }

  /** Returns a sentence that counts the pictures without a row in a table; empty without any. */
  static Optional<String> unlisted(Path folder, List<Path> pictures, Path table) {
    return pictures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not read below %s: %s without a row in %s, first %s"
                .formatted(
                    folder,
                    count(pictures.size(), "picture"),
                    table,
                    NameRule.shown(
                        folder.normalize().relativize(Collections.min(pictures)).toString())));
  }

  /** Returns a sentence with the count and the first names of each reason; empty if all is read. */
  Optional<String> note() {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    found.forEach(
        (reason, paths) ->
            parts.add(
                "%s %s (%s%s)"
                    .formatted(
                        count(paths.size(), reason.noun),
                        reason.text,
                        String.join(
                            ", ", paths.stream().limit(MOST_NAMED).map(this::name).toList()),
                        paths.size() > MOST_NAMED ? ", …" : "")));
    return Optional.of("not read below " + folder + ": " + String.join(", ", parts));
  }

  private String name(Path path) {
    return NameRule.shown(folder.relativize(path).toString());
  }
}
