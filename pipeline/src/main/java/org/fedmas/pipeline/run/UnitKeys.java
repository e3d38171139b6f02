package org.fedmas.pipeline.run;

import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.jspecify.annotations.Nullable;

/** Reads the texts under which records keep units and artifacts. */
final class UnitKeys {

  private UnitKeys() {}

  /** Reads what {@link UnitKey#toString()} wrote. */
  static UnitKey parse(String text) {
    String[] words = text.split("/", -1);
    Round round = null;
    ClientId client = null;
    @Nullable String part = null;
    for (int i = 1; i < words.length; i++) {
      if (words[i].matches("round-\\d+")) {
        round = new Round(Integer.parseInt(words[i].substring("round-".length())));
      } else if (words[i].matches("client-\\d+")) {
        client = new ClientId(Integer.parseInt(words[i].substring("client-".length())));
      } else {
        part = words[i];
      }
    }
    StageName stage =
        StageName.of(words[0])
            .orElseThrow(() -> new IllegalArgumentException("not a unit's name: " + text));
    return new UnitKey(stage, round, client, part);
  }

  /** Reads what {@link ArtifactRef#path()} wrote. */
  static ArtifactRef ref(String path) {
    int slash = path.indexOf('/');
    return new ArtifactRef(
        ArtifactKind.ofFolder(path.substring(0, slash)), new Digest(path.substring(slash + 1)));
  }

  /** The name of a unit's file on a {@link Board}. */
  static String fileName(UnitKey unit) {
    return fileName(unit.toString());
  }

  static String fileName(String unit) {
    return unit.replace('/', '_') + ".json";
  }
}
