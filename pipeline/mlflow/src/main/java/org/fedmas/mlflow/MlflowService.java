package org.fedmas.mlflow;

import java.net.URI;
import org.fedmas.results.track.Tracker;
import org.fedmas.results.track.TrackingService;

/** Tracking servers of MLflow. */
public final class MlflowService implements TrackingService {

  @Override
  public String id() {
    return "mlflow";
  }

  /** Returns the tracker; credentials come from the variables that MLflow's own clients read. */
  @Override
  public Tracker open(URI address, String experiment) {
    return new MlflowTracker(new Server(address, Credentials.of(System.getenv())), experiment);
  }
}
