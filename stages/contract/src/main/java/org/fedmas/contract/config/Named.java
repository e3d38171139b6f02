package org.fedmas.contract.config;

import java.util.Locale;

/** A member of a family from which a configuration chooses by name. */
public interface Named {

  /** Returns the name in configurations, recipes and reports. */
  String id();

  /** A member that is a constant of an enum and has its name, in the form of configurations. */
  interface Enumerated extends Named {

    /** Returns the constant's name in Java. */
    String name();

    @Override
    default String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns the constant's name in the form that configurations use. */
  static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
