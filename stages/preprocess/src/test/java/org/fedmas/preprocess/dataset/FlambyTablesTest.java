package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.image.AttributeRow;
import org.fedmas.tables.image.OfficialPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlambyTablesTest {

  @TempDir Path temporary;
  private IsicFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new IsicFolder(temporary.resolve("data"));
  }

  @Test
  void joinsLabelsLesionsAndCentres() {
    FlambyTables tables = FlambyTables.read(folder.path);
    assertThat(tables.images())
        .containsExactly(
            new SourceImage("I1", 0, 0, "BCN_0000001"),
            new SourceImage("I2", 1, 1, "HAM_0000002"),
            new SourceImage("I3", 5, 2, "HAM_0000003"),
            new SourceImage("I4", 3, 3, "HAM_0000004"),
            new SourceImage("I5", 4, 4, "MSK4_0000005"),
            new SourceImage("I6", 7, 5, "HAM_0000006"));
    assertThat(tables.withoutLesion()).isEqualTo(2);
    assertThat(tables.officialSplit().orElseThrow().place("I3")).isEqualTo(OfficialPlace.TEST);
    assertThat(tables.officialSplit().orElseThrow().place("I4")).isEqualTo(OfficialPlace.TRAIN);
    assertThat(tables.tables()).hasSize(4);
  }

  @Test
  void ageSiteAndSexAreAttributesWhereKnown() {
    assertThat(FlambyTables.read(folder.path).attributes())
        .hasSize(12)
        .startsWith(
            new AttributeRow("I1", "age_approx", "55"),
            new AttributeRow("I1", "anatom_site_general", "torso, anterior"),
            new AttributeRow("I1", "sex", "female"),
            new AttributeRow("I2", "age_approx", "30"),
            new AttributeRow("I2", "sex", "female"),
            new AttributeRow("I4", "age_approx", "60"));
  }

  @Test
  void columnsOfAttributesMayBeMissing() {
    folder.with(IsicFolder.METADATA, "age_approx,anatom_site_general", "x,y");
    assertThat(FlambyTables.read(folder.path).attributes())
        .extracting(AttributeRow::name)
        .containsOnly("sex");
  }

  @Test
  void countsByPart() {
    DataCounts counts = DataDescription.of(FlambyTables.read(folder.path)).counts();
    assertThat(counts.total()).isEqualTo(6);
    assertThat(counts.clients().get(3).client().name()).isEqualTo("HAM_rosendahl");
    assertThat(counts.clients().get(3).train()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(counts.clients().get(5).test()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(counts.clients().get(5).trainSize()).isZero();
  }

  @Test
  void aMissingLesionMayBeWritten() {
    folder.with(IsicFolder.METADATA, "I7,60,,,male", "I7,60,,NA,male");
    assertThat(FlambyTables.read(folder.path).withoutLesion()).isEqualTo(2);
  }

  @Test
  void theSplitIsOptional() {
    FlambyTables tables = FlambyTables.read(folder.without(IsicFolder.SPLIT).path);
    assertThat(tables.officialSplit()).isEmpty();
    assertThat(tables.tables()).hasSize(3);
    assertThat(DataDescription.of(tables).counts().clients().get(5).trainSize()).isEqualTo(1);
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    folder.with(IsicFolder.LABELS, "image,MEL", "\uFEFFimage,MEL");
    assertThat(FlambyTables.read(folder.path).images()).hasSize(6);
  }

  @Test
  void saysThatTheFolderIsMissing() {
    assertProblem(
        () -> FlambyTables.read(temporary.resolve("elsewhere")), "elsewhere", "docs/data.md");
  }

  @Test
  void namesAllMissingFiles() {
    folder.without(IsicFolder.LABELS, IsicFolder.HAM10000);
    assertProblem(
        () -> FlambyTables.read(folder.path),
        "missing [ISIC_2019_Training_GroundTruth.csv, HAM10000_metadata]",
        "docs/data.md");
  }

  @Test
  void namesAllMissingColumnsAndTheOnesFound() {
    folder.with(IsicFolder.LABELS, "NV,BCC,AK", "NEVUS,BCC,KERATOSIS");
    assertProblem(
        () -> FlambyTables.read(folder.path),
        IsicFolder.LABELS + ":1: missing columns [NV, AK]",
        "found columns [image, MEL, NEVUS, BCC, KERATOSIS, BKL, DF, VASC, SCC, UNK]");
  }

  @Test
  void refusesTwoLabels() {
    folder.with(IsicFolder.LABELS, "I2,0.0,1.0,0.0", "I2,0.0,1.0,1.0");
    assertLine(IsicFolder.LABELS, 4, "both NV and BCC set");
  }

  @Test
  void refusesNoLabel() {
    folder.with(IsicFolder.LABELS, "I2,0.0,1.0,0.0", "I2,0.0,0.0,0.0");
    assertLine(IsicFolder.LABELS, 4, "no class set");
  }

  @Test
  void refusesTheUnknownClass() {
    folder.with(
        IsicFolder.LABELS,
        "I6,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,0.0",
        "I6,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0");
    assertLine(IsicFolder.LABELS, 8, "UNK set");
  }

  @Test
  void refusesLabelsOtherThanZeroAndOne() {
    folder.with(IsicFolder.LABELS, "I2,0.0,1.0,0.0", "I2,0.0,0.5,0.0");
    assertLine(IsicFolder.LABELS, 4, "\"0.5\" in column NV");
  }

  @Test
  void refusesShortRows() {
    folder.with(IsicFolder.LABELS, "I1,1.0,0.0,", "I1,1.0,");
    assertLine(IsicFolder.LABELS, 3, "9 cells; expected 10 cells");
  }

  @Test
  void refusesAnImageThatComesTwice() {
    folder.with(IsicFolder.METADATA, "I4,60", "I2,60");
    assertLine(IsicFolder.METADATA, 5, "image I2 again (first on line 3)");
  }

  @Test
  void refusesAnUnknownLesionPrefix() {
    folder.with(IsicFolder.METADATA, "MSK4_0000005", "XYZ_0000005");
    assertLine(IsicFolder.METADATA, 6, "lesion id XYZ_0000005");
  }

  @Test
  void refusesAHam10000ImageWithoutRow() {
    folder.with(IsicFolder.HAM10000, "HAM_0000004,I4", "HAM_0000004,I44");
    assertLine(IsicFolder.METADATA, 5, "image I4 of HAM10000");
  }

  @Test
  void refusesAnUnknownHam10000DataSet() {
    folder.with(IsicFolder.HAM10000, "vidir_modern", "vidir_ancient");
    assertLine(IsicFolder.METADATA, 4, "dataset vidir_ancient of image I3");
  }

  @Test
  void refusesAnImageWithoutLabel() {
    folder.with(IsicFolder.LABELS, "I4,0.0", "I44,0.0");
    assertLine(IsicFolder.METADATA, 5, "image I4");
  }

  @Test
  void refusesALabelWithoutMetadata() {
    folder.with(IsicFolder.METADATA, "I8,60,,,\n", "");
    assertProblem(() -> FlambyTables.read(folder.path), IsicFolder.METADATA, "first I8");
  }

  @Test
  void refusesASplitOfUnknownImages() {
    folder.with(IsicFolder.SPLIT, "I5,4,4,train,train_4", "I5,4,4,train,train_4\nI9,4,4,test,x");
    assertLine(IsicFolder.SPLIT, 8, "image I9");
  }

  @Test
  void refusesASplitThatLacksAnImage() {
    folder.with(IsicFolder.SPLIT, "I4,3,3,train,train_3\n", "");
    assertProblem(() -> FlambyTables.read(folder.path), IsicFolder.SPLIT, "no row for image I4");
  }

  @Test
  void refusesASplitWithOtherLabelsCentresOrParts() {
    folder.with(IsicFolder.SPLIT, "I4,3,3,train", "I4,2,3,train");
    assertLine(IsicFolder.SPLIT, 6, "target 2 for image I4; expected 3");
    folder.with(IsicFolder.SPLIT, "I4,2,3,train", "I4,3,1,train");
    assertLine(IsicFolder.SPLIT, 6, "center 1 for image I4; expected 3");
    folder.with(IsicFolder.SPLIT, "I4,3,1,train", "I4,3,3,validation");
    assertLine(IsicFolder.SPLIT, 6, "fold \"validation\"; expected train or test");
  }

  @Test
  void refusesWhatIsNotACsv() {
    folder.with(IsicFolder.HAM10000, "HAM_0000002,I2", "\"HAM_0000002,I2");
    assertProblem(() -> FlambyTables.read(folder.path), IsicFolder.HAM10000, "not a CSV table");
  }

  private void assertLine(String file, int line, String found) {
    assertProblem(
        () -> FlambyTables.read(folder.path),
        folder.path.resolve(file) + ":" + line + ": found " + found,
        "expected");
  }

  private static void assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String... parts) {
    var problem = assertThatThrownBy(reading).isInstanceOf(MissingInputException.class);
    for (String part : parts) {
      problem.hasMessageContaining(part);
    }
  }
}
