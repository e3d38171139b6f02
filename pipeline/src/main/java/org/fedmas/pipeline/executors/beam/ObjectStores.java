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
 * How Beam's file systems come to an object store: region and credentials as everywhere with S3,
 * and a store that is not Amazon's from {@code AWS_ENDPOINT_URL}.
 */
final class ObjectStores {

  /** For clients that nobody uses. */
  private static final Region NOBODYS = Region.AWS_GLOBAL;

  private static boolean registered;

  private ObjectStores() {}

  /** Registers Beam's file systems, once per process; a pipeline that starts does it again. */
  static synchronized void register() {
    if (!registered) {
      PipelineOptions options = PipelineOptionsFactory.create();
      describeAt(options, System.getenv("AWS_ENDPOINT_URL"));
      FileSystems.setDefaultPipelineOptions(options);
      registered = true;
    }
  }

  /**
   * Adds the same to the options of a pipeline, so that its workers know.
   *
   * <p>Every pipeline that starts makes a client of every store there is, used or not, and a client
   * without a region asks for one at the address where Amazon's machines have theirs. Elsewhere
   * nobody answers, and each job would begin with more than half a second of waiting.
   *
   * @param store where the pipeline's artifacts are
   */
  static void describe(PipelineOptions options, String store) {
    describeAt(options, System.getenv("AWS_ENDPOINT_URL"));
    if (!BeamFileSystems.isObjectStore(store)) {
      options.as(AwsOptions.class).setAwsRegion(NOBODYS);
    }
  }

  static void describeAt(PipelineOptions options, @Nullable String endpoint) {
    if (endpoint != null && !endpoint.isEmpty()) {
      options.as(AwsOptions.class).setEndpoint(URI.create(endpoint));
      options.as(S3Options.class).setS3ClientFactoryClass(BucketInPath.class);
    }
  }

  /** Other stores than Amazon's have no host name per bucket. */
  static final class BucketInPath implements S3ClientBuilderFactory {

    @Override
    public S3ClientBuilder createBuilder(S3Options options) {
      return new DefaultS3ClientBuilderFactory().createBuilder(options).forcePathStyle(true);
    }
  }
}
