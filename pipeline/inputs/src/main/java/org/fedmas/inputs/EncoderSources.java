package org.fedmas.inputs;

import java.net.URI;
import java.util.List;

/** The published checkpoints of the transformer encoders, which are fetched only by name. */
final class EncoderSources {

  private static final String META = "https://dl.fbaipublicfiles.com/";
  private static final String OPENAI = "https://openaipublic.azureedge.net/clip/models/";

  /** The most bytes that PyTorch's container adds to the values of 150 tensors. */
  private static final int CONTAINER = 1 << 20;

  private EncoderSources() {}

  /** Returns the sources by family. */
  static List<DataSource> all() {
    return List.of(
        dino("dino_deitsmall16_pretrain", 86_662_656),
        dino("dino_vitbase16_pretrain", 343_194_624),
        dinov2(
            "dinov2_vits14",
            88_283_115,
            "b938bf1bc15cd2ec0feacfe3a1bb553fe8ea9ca46a7e1d8d00217f29aef60cd9"),
        dinov2(
            "dinov2_vitb14",
            346_378_731,
            "0b8b82f85de91b424aded121c7e1dcc2b7bc6d0adeea651bf73a13307fad8c73"),
        clip(
            "ViT-B-32.pt",
            353_976_522,
            "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af"),
        clip(
            "ViT-B-16.pt",
            350_837_078,
            "5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f"));
  }

  private static DataSource dino(String model, long payload) {
    String name = model + ".pth";
    return source(
        name,
        META + "dino/" + model + "/" + name,
        payload,
        new ContentCheck.Length(payload, payload + CONTAINER),
        Licence.DINO);
  }

  private static DataSource dinov2(String model, long bytes, String sha256) {
    String name = model + "_pretrain.pth";
    return source(
        name,
        META + "dinov2/" + model + "/" + name,
        bytes,
        new ContentCheck.HashStart("SHA-256", sha256),
        Licence.DINOV2);
  }

  /** Returns a file of CLIP, whose folder is named by its checksum. */
  private static DataSource clip(String name, long bytes, String sha256) {
    return source(
        name,
        OPENAI + sha256 + "/" + name,
        bytes,
        new ContentCheck.HashStart("SHA-256", sha256),
        Licence.CLIP);
  }

  private static DataSource source(
      String name, String address, long bytes, ContentCheck check, Licence licence) {
    return new DataSource(name, URI.create(address), bytes, check, List.of(licence));
  }
}
