package org.fedmas.store.retention;

import java.io.IOException;
import java.util.List;
import org.fedmas.contract.ArtifactRef;

/** Deletion of payloads during a run; manifests and small files stay. */
@FunctionalInterface
public interface PayloadRelease {

  /** Releases nothing. */
  PayloadRelease NONE = refs -> {};

  /** Releases these payloads, except those that another run keeps. */
  void release(List<ArtifactRef> refs) throws IOException;
}
