package org.fedmas.tensors.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.SafetensorsBytes;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tensors.network.backbone.FeatureExtractor;

/**
 * A pretrained encoder in float16 that comes with the program: {@code auxiliary.weights: sample}.
 * Workers find the file on their class path. docs/pretraining.md says how it was made.
 */
final class ShippedPrior {

  /** The name of the resource. */
  static final String RESOURCE = "sample-prior.safetensors";

  private static final String NETWORKS = "moco-v2-";

  private final SafetensorsBytes file;
  private final Digest digest;

  private ShippedPrior(SafetensorsBytes file, Digest digest) {
    this.file = file;
    this.digest = digest;
  }

  /** The resource, read once. */
  private static final class Shipped {
    static final ShippedPrior PRIOR = resource();

    private Shipped() {}

    private static ShippedPrior resource() {
      try (InputStream in = ShippedPrior.class.getResourceAsStream(RESOURCE)) {
        return of(Objects.requireNonNull(in, RESOURCE).readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE, e);
      }
    }
  }

  /** Returns the resource. */
  static ShippedPrior shipped() {
    return Shipped.PRIOR;
  }

  /** Returns the encoder of a file's bytes. */
  static ShippedPrior of(byte[] bytes) {
    return new ShippedPrior(SafetensorsBytes.of(RESOURCE, bytes), Digest.of(bytes));
  }

  /** Returns the name of the auxiliary network that the values belong to. */
  String network() {
    return NETWORKS + file.metadata().get("arch");
  }

  /** Returns the digest of the file, which recipes hold. */
  Digest digest() {
    return digest;
  }

  /** Returns the texts of the file, such as the images that the encoder was made on. */
  Map<String, String> texts() {
    return file.metadata();
  }

  /**
   * Checks that the file has the tensors of an architecture.
   *
   * @throws MissingInputException if it has others
   */
  void requireFit(FeatureExtractor extractor) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    file.layouts().forEach(layout -> layouts.put(layout.name(), layout));
    BackboneCheckpoint.difference(layouts, extractor).requireNone(RESOURCE);
  }

  /** Returns the architecture's values in float32. */
  ModelState state(FeatureExtractor extractor) {
    return BackboneCheckpoint.matched(RESOURCE, file.state(), extractor);
  }
}
