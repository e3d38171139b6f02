package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.List;
import org.fedmas.contract.ArtifactRef;

/** Gives up payloads of artifacts while a run works; manifests and small files stay. */
@FunctionalInterface
public interface PayloadRelease {

  /** Gives nothing up. */
  PayloadRelease NONE = refs -> {};

  /** Gives these up, but those that somebody else wants. */
  void release(List<ArtifactRef> refs) throws IOException;
}
