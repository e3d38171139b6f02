package org.fedmas.pipeline.housekeeping;

import static org.fedmas.pipeline.housekeeping.CrateEntities.reference;
import static org.fedmas.pipeline.housekeeping.CrateEntities.references;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.Manifest;

/**
 * A run as the metadata of a Workflow Run RO-Crate: units are actions, files of artifacts are data
 * entities with their SHA-256, configuration keys are property values. Names and digests of raw
 * images are left out, and of paths only the last name stays.
 */
public final class RunCrate {

  /** The name of the metadata's file. */
  public static final String FILE = "ro-crate-metadata.json";

  /** The name of the file that stands for the workflow. */
  public static final String WORKFLOW = "config.yaml";

  private static final String CRATE = "https://w3id.org/ro/crate/1.1";
  private static final String TERMS = "https://w3id.org/ro/terms/workflow-run/context";
  private static final Map<String, String> PROFILES =
      new TreeMap<>(
          Map.of(
              "https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate",
              "https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate",
              "https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate"));
  private static final String RUN = "#run";
  private static final String LANGUAGE = "#fedmas-configuration";

  private final Lineage lineage;
  private final RunRecord record;
  private final Map<String, Manifest> units;
  private final CrateEntities entities = new CrateEntities();

  /** Identifiers of all files, those of artifacts that other runs made included. */
  private final Set<String> data = new LinkedHashSet<>();

  /** Creates the crate of a run whose record is in the store. */
  public RunCrate(Lineage lineage, String run) {
    this.lineage = lineage;
    this.record = lineage.record(run);
    this.units = lineage.run(run);
  }

  /** Returns the content of {@value #FILE}. */
  public ObjectNode json() {
    ObjectNode descriptor = entities.add(FILE, "CreativeWork");
    descriptor.set("about", reference("./"));
    descriptor.set(
        "conformsTo",
        references(List.of(CRATE, "https://w3id.org/workflowhub/workflow-ro-crate/1.0")));
    ObjectNode root = entities.add("./", "Dataset");
    Set<String> values = configuration();
    Set<String> parts = new LinkedHashSet<>(List.of(WORKFLOW));
    List<String> actions = new ArrayList<>(List.of(RUN));
    ObjectNode whole = entities.add(RUN, "CreateAction");
    units.forEach(
        (unit, manifest) -> {
          actions.add(action(unit, manifest, values));
          parts.addAll(files(manifest));
        });
    Set<String> all = new LinkedHashSet<>(parts);
    all.addAll(data);
    root(root, all, actions);
    run(whole, values, parts);
    ObjectNode json = Json.object();
    json.set("@context", Json.tree(List.of(CRATE + "/context", TERMS)));
    json.set("@graph", entities.graph());
    return json;
  }

  private void root(ObjectNode root, Set<String> parts, List<String> actions) {
    root.put("name", record.run());
    root.put("description", "A run of fedmas: its units, artifacts and configuration");
    root.put("datePublished", record.finished() == null ? record.started() : record.finished());
    root.set("license", reference("#licence"));
    entities
        .add("#licence", "CreativeWork")
        .put("name", "Licences of the inputs")
        .put("description", "To be stated by those who publish the run");
    List<String> profiles = PROFILES.keySet().stream().sorted().toList();
    root.set("conformsTo", references(profiles));
    for (String profile : profiles) {
      entities
          .add(profile, "CreativeWork")
          .put("name", PROFILES.get(profile))
          .put("version", profile.substring(profile.lastIndexOf('/') + 1));
    }
    root.set("hasPart", references(parts));
    root.set("mainEntity", reference(WORKFLOW));
    root.set("mentions", references(actions));
  }

  /** Adds the workflow, its parameters and their values; returns the values' identifiers. */
  private Set<String> configuration() {
    Set<String> parameters = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    Map<String, JsonNode> keys = new LinkedHashMap<>();
    record.config().fields().forEachRemaining(key -> keys.put(key.getKey(), key.getValue()));
    keys.forEach(
        (key, value) -> {
          String parameter = "#parameter/" + key;
          parameters.add(parameter);
          values.add(value(key));
          entities
              .add(parameter, "FormalParameter")
              .put("name", key)
              .put("additionalType", type(value))
              .put("valueRequired", "False");
          ObjectNode given = entities.add(value(key), "PropertyValue").put("name", key);
          given.put("value", withoutFolders(value));
          given.set("exampleOfWork", reference(parameter));
        });
    ObjectNode workflow =
        entities.add(WORKFLOW, "File", "SoftwareSourceCode", "ComputationalWorkflow");
    workflow.put("name", "Configuration of " + record.run());
    workflow.put("encodingFormat", "application/yaml");
    workflow.set("programmingLanguage", reference(LANGUAGE));
    workflow.set("input", references(parameters));
    entities.add(LANGUAGE, "ComputerLanguage").put("name", "fedmas configuration");
    return values;
  }

  private static String value(String key) {
    return "#value/" + key;
  }

  private static String type(JsonNode value) {
    if (value.isBoolean()) {
      return "Boolean";
    }
    return value.isIntegralNumber() ? "Integer" : value.isNumber() ? "Float" : "Text";
  }

  /** Returns a value as text; of a path only the last name. */
  public static String withoutFolders(JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return value.isTextual() ? text.substring(text.replace('\\', '/').lastIndexOf('/') + 1) : text;
  }

  private void run(ObjectNode action, Set<String> values, Set<String> parts) {
    action.put("name", "Run " + record.run());
    action.put("startTime", record.started());
    if (record.finished() != null) {
      action.put("endTime", record.finished());
      action.set("actionStatus", reference("http://schema.org/CompletedActionStatus"));
    }
    action.set("instrument", reference(WORKFLOW));
    action.set("object", references(values));
    action.set(
        "result", references(parts.stream().filter(part -> !part.equals(WORKFLOW)).toList()));
  }

  private String action(String unit, Manifest manifest, Set<String> known) {
    String id = "#unit/" + unit;
    ObjectNode action = entities.add(id, "CreateAction").put("name", unit);
    String stage = UnitKey.parse(unit).stage().id();
    entities
        .add("#stage/" + stage, "SoftwareApplication")
        .put("name", "fedmas " + stage)
        .put("version", record.environment().getOrDefault("fedmas", "unknown"));
    action.set("instrument", reference("#stage/" + stage));
    Set<String> objects = new LinkedHashSet<>();
    for (String key : manifest.recipe().config().values().keySet()) {
      if (known.contains(value(key))) {
        objects.add(value(key));
      }
    }
    for (List<Digest> inputs : manifest.recipe().inputs().values()) {
      for (Digest input : inputs) {
        lineage.maker(input).ifPresent(maker -> objects.addAll(files(maker)));
      }
    }
    action.set("object", references(objects));
    action.set("result", references(files(manifest)));
    return id;
  }

  /** Adds the files of an artifact and returns their identifiers. */
  private List<String> files(Manifest manifest) {
    List<String> ids = new ArrayList<>();
    for (FileEntry file : manifest.files()) {
      String id = "urn:fedmas:" + manifest.ref() + "/" + file.name();
      ids.add(id);
      data.add(id);
      entities
          .add(id, "File")
          .put("name", file.name())
          .put("contentSize", Long.toString(file.size()))
          .put("sha256", file.sha256().hex());
    }
    return ids;
  }
}
