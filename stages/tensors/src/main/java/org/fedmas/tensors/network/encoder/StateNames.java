package org.fedmas.tensors.network.encoder;

import java.util.List;
import java.util.Optional;
import org.fedmas.tensors.network.layer.LayoutBuilder;

/** The names of an encoder's tensors in the published checkpoints of its family. */
sealed interface StateNames permits ClipNames, DinoNames {

  /** Adds the encoder's tensors, in the order of the published state dict. */
  void declare(VisionTransformer encoder, LayoutBuilder layout);

  /** Returns the names of tensors that a published file may hold beside the encoder's. */
  List<String> ignored();

  String classToken();

  String positions();

  /** Returns the name of the register tokens; empty if the family has none. */
  Optional<String> registers();

  /** Returns the number of register tokens. */
  int registerTokens();

  String patchWeight();

  /** Returns the name of the bias of the patch embedding; empty if it has none. */
  Optional<String> patchBias();

  /** Returns the layer that normalises the embedded tokens; empty if the family has none. */
  Optional<String> firstNorm();

  /** Returns the layer that normalises the class token after the last block. */
  String lastNorm();

  /** Returns the name of the projection of the features; empty if the family has none. */
  Optional<String> projection();

  /** Returns the names of a block's tensors. */
  BlockNames block(int number);
}
