package org.fedmas.contract.config;

import java.util.Locale;

/** A member of a family from which a configuration chooses by name. */
public interface Named {

  /** Returns the name in configurations, recipes and reports. */
  String id();

  /** A constant of an enum, whose name decides the name in configurations. */
  interface EnumConstant extends Named {

    /** Returns the constant's name in Java. */
    String name();

    @Override
    default String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
