package org.fedmas.results.track;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.results.events.Event;
import org.fedmas.results.events.RecordFraming;
import org.fedmas.results.events.SummaryValue;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunSnapshot;

/**
 * The events of a run for TensorBoard: one per round with its numbers and histograms, and, once the
 * run has finished, those of the test scores. A later round only adds bytes at the end.
 */
final class RunEvents {

  private static final double MILLIS = 1e3;

  private RunEvents() {}

  /** Returns the bytes of the event file. */
  static byte[] file(RunSnapshot run) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (Event event : of(run)) {
      file.writeBytes(RecordFraming.frame(event.bytes()));
    }
    return file.toByteArray();
  }

  private static List<Event> of(RunSnapshot run) {
    RunRecord record = run.record();
    RunMetrics metrics = run.metrics();
    List<Event> events = new ArrayList<>();
    events.add(Event.first(RunTimes.start(record) / MILLIS));
    for (RunMetrics.RoundMetrics round : metrics.rounds()) {
      List<SummaryValue> values = scalars(RoundSeries.of(round, metrics.clients()));
      values.addAll(DivergenceHistograms.of(round, metrics.clients()));
      events.add(event(record, round.round(), values));
    }
    if (run.isFinished()) {
      Map<Integer, List<TrackedNumber>> byRound = new TreeMap<>();
      for (TrackedNumber number : TestSeries.of(metrics)) {
        byRound.computeIfAbsent(number.round(), r -> new ArrayList<>()).add(number);
      }
      byRound.forEach((round, numbers) -> events.add(event(record, round, scalars(numbers))));
      RunMetrics.Selected selected = metrics.selected();
      if (selected != null && selected.test() != null) {
        events.add(
            event(
                record,
                selected.round(),
                List.of(ConfusionPicture.of("confusion/test", known(selected.test())))));
      }
    }
    return events;
  }

  /** Returns the counts, all of which a run's own folder has. */
  private static List<List<Integer>> known(TestScores test) {
    return test.confusion().stream()
        .map(row -> row.stream().map(RunMetrics.Images::known).toList())
        .toList();
  }

  private static List<SummaryValue> scalars(List<TrackedNumber> numbers) {
    List<SummaryValue> values = new ArrayList<>();
    for (TrackedNumber number : numbers) {
      values.add(new SummaryValue.Simple(number.series(), (float) number.value()));
    }
    return values;
  }

  private static Event event(RunRecord record, int round, List<SummaryValue> values) {
    return Event.of(
        RunTimes.end(record, round) / MILLIS, round, values.toArray(SummaryValue[]::new));
  }
}
