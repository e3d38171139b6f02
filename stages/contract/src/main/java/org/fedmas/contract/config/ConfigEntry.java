package org.fedmas.contract.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One key of a configuration as the user gave it.
 *
 * @param value a scalar or a list of scalars
 * @param place where it stands, for example {@code fedmas.yaml:12} or {@code --set}
 */
record ConfigEntry(JsonNode value, String place) {}
