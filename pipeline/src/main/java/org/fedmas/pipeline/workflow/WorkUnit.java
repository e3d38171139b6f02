package org.fedmas.pipeline.workflow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a run and the units whose artifacts it reads.
 *
 * @param key its name
 * @param inputs role → the units it reads, in the order in which it reads them; absent roles are
 *     not in the map
 * @param raw role → digest of inputs that are no artifacts
 * @param waitsFor what has to happen before it is known what the unit reads; null if it is known
 * @param images how many images it goes through, 0 if it goes through none; for progress only
 */
public record WorkUnit(
    UnitKey key,
    Map<String, List<UnitKey>> inputs,
    Map<String, Digest> raw,
    @Nullable String waitsFor,
    long images) {

  public WorkUnit {
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    raw = Collections.unmodifiableMap(new TreeMap<>(raw));
  }

  /** Creates a unit that can be planned at once. */
  public WorkUnit(
      UnitKey key, Map<String, List<UnitKey>> inputs, Map<String, Digest> raw, long images) {
    this(key, inputs, raw, null, images);
  }
}
