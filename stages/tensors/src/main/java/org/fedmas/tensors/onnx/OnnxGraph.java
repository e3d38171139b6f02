package org.fedmas.tensors.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.network.layer.Convolution;
import org.fedmas.tensors.network.layer.ConvolutionNorm;
import org.fedmas.tensors.network.layer.LayerGraph;
import org.fedmas.tensors.network.layer.Linear;
import org.fedmas.tensors.network.layer.MaxPool;
import org.fedmas.tensors.network.layer.Operations;

/**
 * A graph of ONNX operators. Initialisers have the names of the state's tensors; only those that an
 * operator reads are in the graph.
 */
final class OnnxGraph implements LayerGraph {

  private static final String SMALLEST_NORM = "smallest-norm";

  private static final String DIRECTIONS = "fixed-directions";

  private final ModelState state;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> initialisers = new LinkedHashSet<>();

  OnnxGraph(ModelState state) {
    this.state = state;
  }

  GraphProto.Builder builder() {
    return graph;
  }

  @Override
  public String convolutionNorm(ConvolutionNorm layer, String x) {
    return norm(layer.norm(), convolve(layer.convolution(), List.of(x, weight(layer))));
  }

  private String weight(ConvolutionNorm layer) {
    return stored(layer.convolution().name() + ".weight");
  }

  @Override
  public String convolution(Convolution layer, String x) {
    return convolve(
        layer, List.of(x, stored(layer.name() + ".weight"), stored(layer.name() + ".bias")));
  }

  private String convolve(Convolution layer, List<String> inputs) {
    NodeProto.Builder node = node("Conv", inputs);
    window(node, layer.kernel(), layer.stride(), layer.padding());
    return add(node.addAttribute(OnnxAttributes.of("group", layer.groups())));
  }

  private static void window(NodeProto.Builder node, int kernel, int stride, int padding) {
    node.addAttribute(OnnxAttributes.of("kernel_shape", List.of(kernel, kernel)))
        .addAttribute(OnnxAttributes.of("strides", List.of(stride, stride)))
        .addAttribute(OnnxAttributes.of("pads", List.of(padding, padding, padding, padding)));
  }

  @Override
  public String norm(String layer, String x) {
    NodeProto.Builder node =
        node(
            "BatchNormalization",
            List.of(
                x,
                stored(layer + ".weight"),
                stored(layer + ".bias"),
                stored(layer + ".running_mean"),
                stored(layer + ".running_var")));
    return add(node.addAttribute(OnnxAttributes.of("epsilon", (float) Operations.EPSILON)));
  }

  @Override
  public String linear(Linear layer, String x) {
    NodeProto.Builder node =
        node("Gemm", List.of(x, stored(layer.name() + ".weight"), stored(layer.name() + ".bias")));
    return add(node.addAttribute(OnnxAttributes.of("transB", 1)));
  }

  @Override
  public String cosines(String matrix, String x) {
    return add(node("MatMul", List.of(unit(x, 1), unit(stored(matrix), 0))));
  }

  @Override
  public String scaledCosines(double[][] columns, String scale, String x) {
    String cosines = add(node("MatMul", List.of(unit(x, 1), directions(columns))));
    return product(cosines, stored(scale));
  }

  /** Adds the scaling of rows (axis 1) or columns (axis 0) to length 1. */
  private String unit(String x, int axis) {
    NodeProto.Builder norm =
        node("ReduceL2", List.of(x)).addAttribute(OnnxAttributes.of("axes", List.of(axis)));
    String smallest =
        constant(SMALLEST_NORM, StoredTensor.of(new float[] {(float) Operations.SMALLEST_NORM}, 1));
    String length = add(node("Max", List.of(add(norm), smallest)));
    return add(node("Div", List.of(x, length)));
  }

  private String directions(double[][] columns) {
    float[] values = new float[columns.length * columns[0].length];
    int place = 0;
    for (double[] row : columns) {
      for (double value : row) {
        values[place++] = (float) value;
      }
    }
    return constant(DIRECTIONS, StoredTensor.of(values, columns.length, columns[0].length));
  }

  @Override
  public String maxPool(MaxPool layer, String x) {
    NodeProto.Builder node = node("MaxPool", List.of(x));
    window(node, layer.kernel(), layer.stride(), layer.padding());
    return add(node);
  }

  @Override
  public String mean(String x) {
    return add(node("GlobalAveragePool", List.of(x)));
  }

  @Override
  public String relu(String x) {
    return add(node("Relu", List.of(x)));
  }

  @Override
  public String sigmoid(String x) {
    return add(node("Sigmoid", List.of(x)));
  }

  @Override
  public String sum(String x, String y) {
    return add(node("Add", List.of(x, y)));
  }

  @Override
  public String product(String x, String y) {
    return add(node("Mul", List.of(x, y)));
  }

  /** Adds a reshape of [n, c, 1, 1] to [n, c]. */
  String flatten(String x) {
    return add(node("Flatten", List.of(x)).addAttribute(OnnxAttributes.of("axis", 1)));
  }

  /** Adds the graph's only output under its name: a value, after a softmax over classes or not. */
  void output(String name, String logits, boolean softmax) {
    NodeProto.Builder last =
        softmax
            ? node("Softmax", List.of(logits)).addAttribute(OnnxAttributes.of("axis", 1))
            : node("Identity", List.of(logits));
    graph.addNode(last.setName(name).addOutput(name));
  }

  private static NodeProto.Builder node(String operator, List<String> inputs) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
  }

  private String add(NodeProto.Builder node) {
    String name = "%s-%s".formatted(node.getOpType(), graph.getNodeCount());
    graph.addNode(node.setName(name).addOutput(name));
    return name;
  }

  private String stored(String name) {
    return constant(name, state.tensor(name));
  }

  private String constant(String name, StoredTensor tensor) {
    if (tensor.type() != TensorType.F32) {
      throw new IllegalArgumentException(
          "tensor %s: found %s, expected float32".formatted(name, tensor.type()));
    }
    if (initialisers.add(name)) {
      graph
          .addInitializerBuilder()
          .setName(name)
          .setDataType(TensorProto.DataType.FLOAT.getNumber())
          .addAllDims(Arrays.stream(tensor.shape()).boxed().toList())
          .setRawData(ByteString.copyFrom(tensor.data()));
    }
    return name;
  }
}
