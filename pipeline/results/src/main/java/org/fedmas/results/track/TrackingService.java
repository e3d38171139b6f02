package org.fedmas.results.track;

import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;

/** A kind of server for runs, whose module lies outside of the class path of workers. */
public interface TrackingService {

  /** Returns the name of the kind, such as {@code mlflow}. */
  String id();

  /**
   * Returns the tracker behind an address. No connection is made yet.
   *
   * @param experiment the group of runs on the server
   */
  Tracker open(URI address, String experiment);

  /** Returns the service of a name; empty if its module is not on the class path. */
  static Optional<TrackingService> named(String id) {
    return ServiceLoader.load(TrackingService.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(service -> service.id().equals(id))
        .findFirst();
  }
}
