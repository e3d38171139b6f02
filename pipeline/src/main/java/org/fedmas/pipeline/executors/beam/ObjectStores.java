package org.fedmas.pipeline.executors.beam;

import java.net.URI;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.AwsOptions;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The settings of Beam's S3 client: the usual variables for region and credentials, and {@code
 * AWS_ENDPOINT_URL} for a store that is not Amazon's.
 */
final class ObjectStores {

  /** The region of clients that are created but not used. */
  private static final Region UNUSED = Region.AWS_GLOBAL;

  private static boolean registered;

  private ObjectStores() {}

  /** Registers Beam's file systems once per process; each pipeline registers them again. */
  static synchronized void register() {
    if (!registered) {
      PipelineOptions options = PipelineOptionsFactory.create();
      describeAt(options, System.getenv("AWS_ENDPOINT_URL"));
      FileSystems.setDefaultPipelineOptions(options);
      registered = true;
    }
  }

  /**
   * Adds the settings to the options of a pipeline, for its workers.
   *
   * <p>Every pipeline creates a client of every store, used or not. A client without a region
   * requests one from Amazon's metadata service. Elsewhere that request times out and would delay
   * each job by more than half a second.
   *
   * @param store the folder or address of the artifacts
   */
  static void describe(PipelineOptions options, String store) {
    describeAt(options, System.getenv("AWS_ENDPOINT_URL"));
    if (!BeamFileSystems.isObjectStore(store)) {
      options.as(AwsOptions.class).setAwsRegion(UNUSED);
    }
  }

  static void describeAt(PipelineOptions options, @Nullable String endpoint) {
    if (endpoint != null && !endpoint.isEmpty()) {
      options.as(AwsOptions.class).setEndpoint(URI.create(endpoint));
      options.as(S3Options.class).setS3ClientFactoryClass(BucketInPath.class);
    }
  }

  /** A client factory for stores that have no host name per bucket. */
  static final class BucketInPath implements S3ClientBuilderFactory {

    @Override
    public S3ClientBuilder createBuilder(S3Options options) {
      return new DefaultS3ClientBuilderFactory().createBuilder(options).forcePathStyle(true);
    }
  }
}
