package org.fedmas.results.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.fedmas.results.score.RunSnapshot;
import org.junit.jupiter.api.Test;

/** Tests of event files, read back by an independent reader. */
class RunEventsTest {

  private static final double STARTED = 1767225600; // 2026-01-01

  private static List<DynamicMessage> events(RunSnapshot run) throws Exception {
    return EventReader.events(RunEvents.file(run));
  }

  /** Returns the scalars of some events: series and round → value. */
  private static Map<String, Float> scalars(List<DynamicMessage> events) {
    Map<String, Float> scalars = new TreeMap<>();
    for (DynamicMessage event : events) {
      for (DynamicMessage value : EventReader.values(event)) {
        if (EventReader.has(value, "simple_value")) {
          scalars.put(
              EventReader.get(value, "tag") + " " + EventReader.get(event, "step"),
              (Float) EventReader.get(value, "simple_value"));
        }
      }
    }
    return scalars;
  }

  private static DynamicMessage value(DynamicMessage event, String tag) {
    return EventReader.values(event).stream()
        .filter(value -> EventReader.get(value, "tag").equals(tag))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstRecordIsTheVersionOfTheFile() throws Exception {
    DynamicMessage first = events(RunExample.of(1).running()).get(0);

    assertThat(EventReader.get(first, "file_version")).isEqualTo("brain.Event:2");
    assertThat(EventReader.get(first, "wall_time")).isEqualTo(STARTED);
    assertThat(EventReader.has(first, "summary")).isFalse();
  }

  @Test
  void aRoundHasItsScoresAndThoseOfItsClients() throws Exception {
    List<DynamicMessage> events = events(RunExample.of(2).running());

    assertThat(events).hasSize(3);
    assertThat(scalars(events.subList(2, 3)))
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "balanced_accuracy/validation 2", 0.5f,
                    "local_balanced_accuracy/0-Zürich_ north 2", 0.5f,
                    "loss/0-Zürich_ north 2", 0.5f,
                    "loss_alignment/0-Zürich_ north 2", 0.25f,
                    "loss_bsm/0-Zürich_ north 2", 0.5f,
                    "robust_factor/0-Zürich_ north 2", 0.25f,
                    "round/seconds 2", 12f,
                    "weight/0-Zürich_ north 2", 1f,
                    "weight/1-Zürich_ north 2", 0f)));
  }

  @Test
  void timesAreTheStartAndTheSecondsOfTheRounds() throws Exception {
    List<DynamicMessage> events = events(RunExample.of(2).running());

    assertThat(EventReader.get(events.get(1), "wall_time")).isEqualTo(STARTED + 11);
    assertThat(EventReader.get(events.get(2), "wall_time")).isEqualTo(STARTED + 11 + 12);
  }

  @Test
  void everyNumberIsInTheFileOnce() throws Exception {
    RunSnapshot run = RunExample.of(3).finished();
    List<TrackedNumber> numbers = new ArrayList<>(TestSeries.of(run.metrics()));
    run.metrics()
        .rounds()
        .forEach(round -> numbers.addAll(RoundSeries.of(round, run.metrics().clients())));
    Map<String, Float> expected = new TreeMap<>();
    numbers.forEach(one -> expected.put(one.series() + " " + one.round(), (float) one.value()));

    assertThat(scalars(events(run))).isEqualTo(expected).hasSize(numbers.size());
  }

  @Test
  void testScoresStandUnderTheirRound() throws Exception {
    assertThat(scalars(events(RunExample.of(3).finished())))
        .containsEntry("test/balanced_accuracy 1", 0.6f)
        .containsEntry("test_recall/1-NV 1", 0.8f)
        .containsEntry("test_client/0-Zürich_ north 1", 0.5f)
        .containsEntry("test_last/accuracy 3", 0.7f)
        .doesNotContainKey("test_recall/2-a_b 1");
  }

  @Test
  void aRunThatLastsHasNoTestScores() throws Exception {
    assertThat(scalars(events(RunExample.of(3).running())).keySet())
        .noneMatch(series -> series.startsWith("test"));
  }

  @Test
  void histogramsLeaveOutClassesThatAClientLacks() throws Exception {
    DynamicMessage round = events(RunExample.of(1).running()).get(1);
    DynamicMessage own =
        EventReader.message(value(round, "class_divergence/1-Zürich_ north"), "histo");

    assertThat(EventReader.get(own, "num")).isEqualTo(2.0);
    assertThat(EventReader.get(own, "min")).isEqualTo(0.1);
    assertThat(EventReader.get(own, "sum")).isEqualTo(0.1 + 0.2);
  }

  @Test
  void histogramsOfAllClientsCountEveryValue() throws Exception {
    DynamicMessage round = events(RunExample.of(1).running()).get(1);
    DynamicMessage all = EventReader.message(value(round, "class_divergence/all"), "histo");

    assertThat(EventReader.get(all, "num")).isEqualTo(5.0);
    assertThat(EventReader.get(all, "max")).isEqualTo(5.0);
    List<?> buckets = (List<?>) EventReader.get(all, "bucket");
    assertThat(buckets).hasSameSizeAs((List<?>) EventReader.get(all, "bucket_limit"));
    assertThat(buckets.stream().mapToDouble(count -> (Double) count).sum()).isEqualTo(5);
    assertThat(buckets.get(buckets.size() - 1)).isEqualTo(1.0);
  }

  @Test
  void theConfusionMatrixIsAPicture() throws Exception {
    List<DynamicMessage> events = events(RunExample.of(1).finished());
    DynamicMessage image =
        EventReader.message(value(events.get(events.size() - 1), "confusion/test"), "image");
    BufferedImage picture =
        ImageIO.read(((ByteString) EventReader.get(image, "encoded_image_string")).newInput());

    assertThat(EventReader.get(image, "width")).isEqualTo(picture.getWidth());
    assertThat(EventReader.get(image, "height")).isEqualTo(picture.getHeight());
    assertThat(blue(picture, 0, 0)).isLessThan(blue(picture, 0, 1));
    assertThat(blue(picture, 1, 0)).isEqualTo(255);
  }

  /** Returns the blue of a cell's corner. */
  private static int blue(BufferedImage picture, int row, int column) {
    int cell = picture.getWidth() / RunExample.CONFUSION.length;
    return picture.getRGB(column * cell + 2, row * cell + 2) & 0xFF;
  }
}
