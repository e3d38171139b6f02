package org.fedmas.pipeline.housekeeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.json.Json;

/** Entities of a JSON-LD graph by their identifiers, in the order in which they were added. */
final class CrateEntities {

  static final String ID = "@id";

  private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

  /** Adds an entity, or returns the one that has the identifier. */
  ObjectNode add(String id, String... types) {
    return entities.computeIfAbsent(
        id,
        key -> {
          ObjectNode entity = Json.object().put(ID, id);
          JsonNode type = types.length == 1 ? Json.tree(types[0]) : Json.tree(types);
          entity.set("@type", type);
          return entity;
        });
  }

  static ObjectNode reference(String id) {
    return Json.object().put(ID, id);
  }

  static ArrayNode references(Collection<String> ids) {
    ArrayNode list = Json.mapper().createArrayNode();
    ids.forEach(id -> list.add(reference(id)));
    return list;
  }

  ArrayNode graph() {
    ArrayNode graph = Json.mapper().createArrayNode();
    entities.values().forEach(graph::add);
    return graph;
  }
}
