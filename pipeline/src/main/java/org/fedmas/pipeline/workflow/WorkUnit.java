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
 * @param key the name of the unit
 * @param inputs role → the units that are read, in order; absent roles are not in the map
 * @param raw role → digest of inputs that are not artifacts
 * @param waitsFor the reason why the unit's inputs are not known yet; null if they are
 * @param images number of images that the unit processes, for progress only
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
