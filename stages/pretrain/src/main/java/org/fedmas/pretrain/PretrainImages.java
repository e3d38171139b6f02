package org.fedmas.pretrain;

import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.config.ConfigReader;

/**
 * The images that a network is pretrained on: the training images of all clients, each client's
 * apart with averages in between, or one client's.
 *
 * @param federated whether clients pretrain apart, and their encoders are averaged each round
 * @param client the only client whose images are used; empty for all clients
 */
public record PretrainImages(boolean federated, Optional<ClientId> client) {

  /** The key. */
  public static final String KEY = "pretrain.images";

  private static final String FEDERATED = "federated";
  private static final String POOLED = "pooled";
  private static final String CLIENT = "client-";

  /** Reads the key. */
  static PretrainImages read(ConfigReader reader) {
    String word = reader.text(KEY, FEDERATED);
    if (word.matches(CLIENT + "\\d{1,6}")) {
      ClientId client = new ClientId(Integer.parseInt(word.substring(CLIENT.length())));
      return new PretrainImages(false, Optional.of(client));
    }
    if (!word.equals(FEDERATED) && !word.equals(POOLED)) {
      reader.problem(KEY, "one of federated, pooled, client-K");
    }
    return new PretrainImages(!word.equals(POOLED), Optional.empty());
  }
}
