package org.fedmas.store.lease;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.Owner;

/**
 * The holder of a lease.
 *
 * @param since time of acquisition in ISO 8601, only for messages
 */
record Holder(Owner owner, String since, String work) {

  static final String FILE = "holder.json";

  /** Returns the holder of a lease; empty if the lease is free or its file damaged. */
  static Optional<Holder> read(Path place) {
    try {
      JsonNode json = Json.mapper().readTree(Files.readAllBytes(place.resolve(FILE)));
      return Optional.of(
          new Holder(
              new Owner(
                  json.required("host").textValue(),
                  json.required("boot").textValue(),
                  json.required("pid").longValue(),
                  json.required("started").longValue()),
              json.required("since").textValue(),
              json.required("work").textValue()));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  byte[] bytes() {
    return Json.pretty(
        Json.object()
            .put("host", owner.host())
            .put("boot", owner.boot())
            .put("pid", owner.pid())
            .put("started", owner.started())
            .put("since", since)
            .put("work", work));
  }

  @Override
  public String toString() {
    return owner + ", since " + since + " (" + work + ")";
  }
}
