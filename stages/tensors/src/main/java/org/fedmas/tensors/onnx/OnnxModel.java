package org.fedmas.tensors.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.Head;

/**
 * A classifier in the format ONNX: the network in evaluation mode, from normalised pixels to one
 * number per class. Operators are those of opset {@value #OPSET}. The size of a batch is free.
 * Layers that no logit depends on, such as Fed-MAS's projector, are not in the file.
 *
 * @param backbone the architecture
 * @param head the layers after it
 * @param classes the number of classes
 * @param side height and width of images, in pixels
 * @param softmax whether the output is probabilities rather than logits
 * @param metadata properties of the model that the file holds
 */
public record OnnxModel(
    Backbone backbone,
    Head head,
    int classes,
    int side,
    boolean softmax,
    Map<String, String> metadata) {

  /** The version of the operators. */
  public static final int OPSET = 17;

  /** The version of the file format. */
  public static final int FORMAT = 8;

  /** The name of the input, float32 [batch, 3, side, side]. */
  public static final String INPUT = "images";

  /** The name of the output without softmax, float32 [batch, classes]. */
  public static final String LOGITS = "logits";

  /** The name of the output with softmax, float32 [batch, classes]. */
  public static final String PROBABILITIES = "probabilities";

  private static final String BATCH = "batch";

  public OnnxModel {
    metadata = Map.copyOf(metadata);
  }

  /** Returns the name of the output. */
  public String output() {
    return softmax ? PROBABILITIES : LOGITS;
  }

  /**
   * Creates or replaces a file. Equal models give equal bytes.
   *
   * @throws MissingInputException if the state lacks an entry or has another shape for it
   * @throws org.fedmas.contract.error.ConfigException if the backbone does not accept the image
   *     size
   */
  public void write(Path file, ModelState state) throws IOException {
    ModelProto model = model(state);
    try (OutputStream out = Files.newOutputStream(file)) {
      model.writeTo(out);
    }
  }

  private ModelProto model(ModelState state) {
    head.layout(backbone, classes).requireIn(state);
    backbone.requireImages(side, side);
    OnnxGraph graph = new OnnxGraph(state);
    String features = graph.flatten(backbone.trunk().draw(graph, INPUT));
    graph.output(output(), head.layers(backbone, classes).draw(graph, features), softmax);
    ModelProto.Builder model =
        ModelProto.newBuilder().setIrVersion(FORMAT).setProducerName("fedmas");
    model.addOpsetImportBuilder().setDomain("").setVersion(OPSET);
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
    return model
        .setGraph(
            graph
                .builder()
                .setName(backbone.id())
                .addInput(value(INPUT, 3, side, side))
                .addOutput(value(output(), classes)))
        .build();
  }

  private static ValueInfoProto value(String name, int... sizes) {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
    tensor.getShapeBuilder().addDimBuilder().setDimParam(BATCH);
    for (int size : sizes) {
      tensor.getShapeBuilder().addDimBuilder().setDimValue(size);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
