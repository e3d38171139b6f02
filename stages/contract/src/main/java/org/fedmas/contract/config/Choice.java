package org.fedmas.contract.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.ConfigException;

/**
 * A family of named members and the key that chooses among them. A new member is one record and one
 * line in the list of its family.
 *
 * @param otherwise the id of the default
 * @param members all members with their published parameters, in the order shown to users
 */
public record Choice<T extends Named>(String key, String otherwise, List<T> members) {

  public Choice {
    members = List.copyOf(members);
  }

  /** Returns a family of these members. */
  @SafeVarargs
  public static <T extends Named> Choice<T> of(String key, String otherwise, T... members) {
    return new Choice<>(key, otherwise, List.of(members));
  }

  /** Reads the key. */
  public T read(ConfigReader reader) {
    return named(reader.choice(key, otherwise, ids()));
  }

  /** Reads the key, which also takes a word for none of the members; empty for the word. */
  public Optional<T> readOr(String word, ConfigReader reader) {
    List<String> known = new ArrayList<>(List.of(word));
    known.addAll(ids());
    String id = reader.choice(key, otherwise, known);
    return id.equals(word) ? Optional.empty() : Optional.of(named(id));
  }

  /** Reads a list of members without repetition; returns the members in the family's order. */
  public List<T> readSeveral(ConfigReader reader) {
    List<String> chosen = reader.choices(key, List.of(otherwise), ids());
    return members.stream().filter(member -> chosen.contains(member.id())).toList();
  }

  /** Returns all ids, in the order shown to users. */
  public List<String> ids() {
    return members.stream().map(Named::id).toList();
  }

  /**
   * Returns the member of that id.
   *
   * @throws ConfigException if the family has no such member
   */
  public T named(String id) {
    return members.stream()
        .filter(member -> member.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException(key + ": found " + id + ", expected " + expected(ids(), id)));
  }

  /** Returns the list of known names, with the one that an unknown name resembles. */
  static String expected(List<String> known, String unknown) {
    return "one of " + String.join(", ", known) + NearestName.hint(unknown, known);
  }
}
