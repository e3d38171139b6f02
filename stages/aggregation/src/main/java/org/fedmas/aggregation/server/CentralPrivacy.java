package org.fedmas.aggregation.server;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * Differential privacy of whole clients, as a simulation of its cost in accuracy: the server clips
 * each client's update and adds Gaussian noise to the sum. The noise follows from a key of its own,
 * which would have to be secret in earnest.
 *
 * @param clip S, the largest Euclidean norm of an update, greater than 0
 * @param noiseMultiplier z, the standard deviation of the noise as a multiple of S
 * @param delta δ, at which ε is reported
 * @param seed the key of the noise
 */
public record CentralPrivacy(double clip, double noiseMultiplier, double delta, long seed) {

  /** The key of S; 0 stands for no privacy. */
  public static final String CLIP = "privacy.clip";

  private static final String NOISE = "privacy.noise-multiplier";
  private static final String DELTA = "privacy.delta";

  /** Reads the keys {@code privacy.*}; empty without a norm to clip to. */
  public static Optional<CentralPrivacy> read(ConfigReader reader) {
    double clip = reader.added().number(CLIP, 0, 0, 1e9);
    if (clip == 0) {
      return Optional.empty();
    }
    double noise = reader.number(NOISE, 1, 0, 1e6);
    double delta = reader.number(DELTA, 1e-5, 0, 0.5);
    if (noise == 0) {
      reader.problem(NOISE, "a number greater than 0");
    }
    if (delta == 0) {
      reader.problem(DELTA, "a number greater than 0");
    }
    return Optional.of(new CentralPrivacy(clip, noise, delta, seed(reader)));
  }

  /** Reads the key of noise and masks. */
  public static long seed(ConfigReader reader) {
    return reader.whole("privacy.seed", 0, 0, Long.MAX_VALUE);
  }

  /** Returns the standard normal numbers of a round. */
  public DoubleSupplier noise(Round round) {
    RandomStream stream = RandomKey.of(seed).with("privacy noise").with(round.number()).stream();
    return stream::normal;
  }

  /** Returns the factor that clips an update of this norm; 1 for an update of 0. */
  double factor(double norm) {
    return norm <= clip ? 1 : clip / norm;
  }

  /** Returns the account after a number of rounds. */
  public PrivacyAccount after(int rounds) {
    return new PrivacyAccount(rounds / (2 * noiseMultiplier * noiseMultiplier));
  }
}
