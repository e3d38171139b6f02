package org.fedmas.results.detail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.results.record.RunRecord;

/**
 * The time that a run took.
 *
 * @param jobs in the order in which they ran, each after the one before; the time between two
 *     starts of the run is left out
 * @param kinds the jobs summed by kind of step, in order of the first
 */
public record RunTimes(List<Job> jobs, List<Kind> kinds) {

  /** The times of a run that recorded none. */
  public static final RunTimes NONE = new RunTimes(List.of(), List.of());

  /** The largest number of jobs that a timeline shows one by one. */
  public static final int MOST_JOBS = 400;

  public RunTimes {
    jobs = List.copyOf(jobs);
    kinds = List.copyOf(kinds);
  }

  /**
   * One job.
   *
   * @param begin seconds of all jobs before it
   */
  public record Job(String kind, String title, double begin, double seconds, int units) {}

  /** The jobs of one kind. */
  public record Kind(String kind, int jobs, int units, double seconds) {}

  /** Returns the times of recorded jobs; single jobs only where they are few. */
  public static RunTimes of(List<RunRecord.Job> recorded) {
    List<Job> jobs = new ArrayList<>();
    Map<String, Kind> kinds = new LinkedHashMap<>();
    double begin = 0;
    for (RunRecord.Job job : recorded) {
      jobs.add(new Job(job.kind(), job.title(), begin, job.seconds(), job.units()));
      begin += job.seconds();
      kinds.merge(
          job.kind(),
          new Kind(job.kind(), 1, job.units(), job.seconds()),
          (one, other) ->
              new Kind(
                  one.kind(),
                  one.jobs() + other.jobs(),
                  one.units() + other.units(),
                  one.seconds() + other.seconds()));
    }
    return new RunTimes(jobs.size() > MOST_JOBS ? List.of() : jobs, List.copyOf(kinds.values()));
  }
}
