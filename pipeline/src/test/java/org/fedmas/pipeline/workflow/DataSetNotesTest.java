package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.partition.Duplicates;
import org.fedmas.preprocess.dataset.ClassFolders;
import org.fedmas.preprocess.dataset.FolderImages;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.results.page.DataWarnings;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetNotesTest {

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws Exception {
    for (String image : List.of("a/1.png", "a/2.png", "b/3.png")) {
      Files.createDirectories(folder.resolve(image).getParent());
      Files.writeString(folder.resolve(image), image);
    }
  }

  private List<String> notes(Part... parts) {
    FolderImages data = ClassFolders.pool(folder, List.of(), MissingImages.FAIL);
    List<PartitionRow> rows = new ArrayList<>();
    data.images()
        .forEach(
            image ->
                rows.add(new PartitionRow(image.imageId(), 0, image.label(), parts[rows.size()])));
    return DataSetNotes.of(data, data::digest, rows, Duplicates.KEEP);
  }

  @Test
  void aCompleteDataSetHasNoNote() {
    assertThat(notes(Part.TRAIN, Part.TEST, Part.TRAIN)).isEmpty();
  }

  @Test
  void classesWithoutTrainingImagesAreTold() {
    assertThat(notes(Part.TRAIN, Part.TRAIN, Part.VALIDATION))
        .containsExactly("classes without a training image: b; no model can learn them");
  }

  @Test
  void filesThatAreNotReadAreTold() throws Exception {
    Files.writeString(folder.resolve("a/notes.txt"), "not a picture");
    assertThat(notes(Part.TRAIN, Part.TEST, Part.TRAIN))
        .singleElement()
        .asString()
        .contains("a/notes.txt");
  }

  @Test
  void copiesOnBothSidesAreTold() throws Exception {
    Files.copy(folder.resolve("a/1.png"), folder.resolve("a/4.png"));
    assertThat(notes(Part.TRAIN, Part.TRAIN, Part.TEST, Part.TRAIN))
        .hasSize(2)
        .anyMatch(note -> note.startsWith("1 test image with the same bytes as a training image"));
  }

  /** Checks the words by which a report finds warnings about equal files. */
  @Test
  void everyNoteAboutCopiesHasTheWordsOfTheReport() throws Exception {
    Files.copy(folder.resolve("a/1.png"), folder.resolve("b/4.png"));
    assertThat(notes(Part.TRAIN, Part.TRAIN, Part.TEST, Part.TRAIN))
        .isNotEmpty()
        .allMatch(
            note -> note.contains(DataWarnings.EQUAL) || note.contains(DataWarnings.CONTRADICTION));
  }

  @Test
  void linksAcrossTheSplitAreTold() throws Exception {
    Files.createLink(folder.resolve("a/4.png"), folder.resolve("a/1.png"));
    Files.createSymbolicLink(folder.resolve("b/5.png"), Path.of("3.png"));
    assertThat(notes(Part.TRAIN, Part.TRAIN, Part.TEST, Part.TRAIN, Part.TEST))
        .anyMatch(note -> note.startsWith("2 test images with the same bytes as a training image"));
  }
}
