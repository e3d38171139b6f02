package org.fedmas.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.json.Json;

/**
 * The recipe and file table of an artifact. The manifest is written last, so a folder without a
 * manifest was never committed.
 */
public final class Manifest {

  /** The name of the manifest's file in every artifact. */
  public static final String FILE = "manifest.json";

  /** The version of the on-disk format, described in docs/artifacts.md. */
  public static final int FORMAT = 1;

  private final ArtifactKind kind;
  private final Recipe recipe;
  private final List<FileEntry> files;
  private final Digest content;

  /** Creates a manifest of an artifact's files in any order, without the manifest itself. */
  public Manifest(ArtifactKind kind, Recipe recipe, List<FileEntry> files) {
    this.kind = kind;
    this.recipe = recipe;
    this.files = files.stream().sorted(Comparator.comparing(FileEntry::name)).toList();
    // computed once: every unit that reads the artifact needs the digest
    this.content = Digest.of(Json.canonical(fileTable()));
  }

  /** Returns the kind of the artifact. */
  public ArtifactKind kind() {
    return kind;
  }

  /** Returns the recipe of the artifact. */
  public Recipe recipe() {
    return recipe;
  }

  /** Returns the files, sorted by name, without the manifest itself. */
  public List<FileEntry> files() {
    return files;
  }

  /** Returns the content digest: SHA-256 over the canonical JSON of the sorted file table. */
  public Digest content() {
    return content;
  }

  /** Returns the artifact's address in the store. */
  public ArtifactRef ref() {
    return new ArtifactRef(kind, recipe.fingerprint());
  }

  /** Returns the total size of the artifact's files in bytes. */
  public long bytes() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }

  /** Returns the content of {@code manifest.json}. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.put("kind", kind.folder());
    json.put("fingerprint", recipe.fingerprint().toString());
    json.put("content", content().toString());
    json.set("recipe", recipe.json());
    json.set("files", fileTable());
    return json;
  }

  /**
   * Reads the form that {@link #json()} returns.
   *
   * @throws IllegalArgumentException if the JSON has another form or contradicts itself
   */
  public static Manifest of(JsonNode json) {
    int format = json.required("format").intValue();
    if (format != FORMAT) {
      throw new IllegalArgumentException("found on-disk format " + format + ", expected " + FORMAT);
    }
    List<FileEntry> files = new ArrayList<>();
    for (JsonNode file : json.required("files")) {
      files.add(
          new FileEntry(
              file.required("name").textValue(),
              file.required("size").longValue(),
              Digest.parse(file.required("sha256").textValue())));
    }
    Manifest manifest =
        new Manifest(
            ArtifactKind.ofFolder(json.required("kind").textValue()),
            Recipe.of(json.required("recipe")),
            files);
    require(json, "fingerprint", manifest.recipe.fingerprint());
    require(json, "content", manifest.content());
    return manifest;
  }

  private static void require(JsonNode json, String field, Digest actual) {
    String stated = json.required(field).textValue();
    if (!stated.equals(actual.toString())) {
      throw new IllegalArgumentException(
          "%s: found %s, expected %s".formatted(field, stated, actual));
    }
  }

  private ArrayNode fileTable() {
    ArrayNode table = Json.mapper().createArrayNode();
    for (FileEntry file : files) {
      table
          .addObject()
          .put("name", file.name())
          .put("size", file.size())
          .put("sha256", file.sha256().toString());
    }
    return table;
  }
}
