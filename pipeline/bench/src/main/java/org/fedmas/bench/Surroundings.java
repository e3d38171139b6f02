package org.fedmas.bench;

import java.util.Map;

/** The environment variables of the other side's programs. */
enum Surroundings {
  /** The default environment of a user; idle threads sleep. */
  OF_A_USER,
  /** The default environment with our launcher's settings of the C library's heap. */
  OF_OUR_LAUNCHER;

  /** Changes the environment of a child process. */
  void applyTo(Map<String, String> environment, int threads) {
    if (this == OF_A_USER) {
      environment.keySet().removeIf(name -> name.startsWith("MALLOC_") || name.startsWith("OMP_"));
    }
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    // Python must not write into the folder of the scripts
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }
}
