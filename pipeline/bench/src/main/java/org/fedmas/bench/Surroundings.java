package org.fedmas.bench;

import java.util.Map;

/** What the other side's programs find in their environment. */
enum Surroundings {
  /** As a user starts them: idle threads sleep, the C library's heap as it is by default. */
  OF_A_USER,
  /** With the settings that our launcher makes for its own process, too. */
  OF_OUR_LAUNCHER;

  /** Changes the environment that a child of this process would inherit. */
  void applyTo(Map<String, String> environment, int threads) {
    if (this == OF_A_USER) {
      environment.keySet().removeIf(name -> name.startsWith("MALLOC_") || name.startsWith("OMP_"));
    }
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    // the scripts' folder is not ours to write to
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }
}
