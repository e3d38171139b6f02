package org.fedmas.pipeline.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A parameter resolver of one uninterrupted {@link TinyRun}, computed once for all classes. Tests
 * read the run or work on a copy.
 */
final class ReferenceRun implements ParameterResolver {

  /** The run with its outcome and artifacts. */
  record Done(TinyRun run, Outcome outcome, Status status, Duration took)
      implements CloseableResource {

    static Done compute() {
      try {
        Path folder = Files.createTempDirectory("fedmas-e2e-");
        TinyRun run = TinyRun.in(folder);
        long start = System.nanoTime();
        Outcome outcome = run.run().exits(0);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Done(run, outcome, run.status(), took);
      } catch (Exception e) {
        throw new AssertionError("the reference run failed", e);
      }
    }

    int units() {
      return status.rows().size();
    }

    @Override
    public void close() throws Exception {
      Artifacts.delete(run.folder());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Done.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(ReferenceRun.class))
        .getOrComputeIfAbsent(Done.class, type -> Done.compute(), Done.class);
  }
}
