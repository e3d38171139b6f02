package org.fedmas.store.retention;

import java.io.IOException;
import java.util.List;

/** Deletion of payloads during a run; manifests and small files stay. */
@FunctionalInterface
public interface PayloadRelease {

  /** Releases nothing. */
  PayloadRelease NONE = payloads -> {};

  /** Releases these payloads, except the files that another run keeps. */
  void release(List<ReleasedPayload> payloads) throws IOException;
}
