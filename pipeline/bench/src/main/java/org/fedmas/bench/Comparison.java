package org.fedmas.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The compared ways to do some work. */
final class Comparison {

  private final Map<String, Callable<Cost>> sides = new LinkedHashMap<>();

  /** Adds a side; its turn does the work once and measures it. */
  Comparison with(String side, Callable<Cost> turn) {
    sides.put(side, turn);
    return this;
  }

  /** Takes one turn of each side. */
  void warmUp() throws Exception {
    for (Callable<Cost> turn : sides.values()) {
      turn.call();
    }
  }

  /** Measures the sides in turn; claims about absent sides are left out. */
  Finding measured(String unit, int turns, Claim... claims) throws Exception {
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      for (Map.Entry<String, Callable<Cost>> side : sides.entrySet()) {
        costs.computeIfAbsent(side.getKey(), any -> new ArrayList<>()).add(side.getValue().call());
      }
    }
    Finding finding = new Finding(unit, costs, Map.of(), List.of());
    Map<Claim, Spread> ratios = new LinkedHashMap<>();
    String ours = sides.keySet().iterator().next();
    for (Claim claim : claims) {
      if (sides.containsKey(claim.against())) {
        ratios.put(claim, finding.ratio(ours, claim.against(), Cost::cpuPerImage));
      }
    }
    return new Finding(unit, costs, ratios, List.of());
  }
}
