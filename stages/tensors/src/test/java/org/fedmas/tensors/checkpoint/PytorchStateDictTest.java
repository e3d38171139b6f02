package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.testkit.PythonTorch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PytorchStateDictTest {

  private static final int LOCAL_HEADER = 30;

  @TempDir private Path folder;

  @Test
  void writtenStatesAreReadBack() throws IOException {
    for (ModelState state : states()) {
      Path file = folder.resolve("state.pth");
      PytorchStateDict.write(file, state);
      ModelState read = PytorchCheckpoint.read(file);
      assertThat(read).isEqualTo(state);
      assertThat(read.names()).containsExactlyElementsOf(state.names());
      assertThat(Checkpoint.contents(file).form()).isEqualTo(CheckpointForm.PYTORCH_ZIP);
    }
  }

  @Test
  void bytesDoNotDependOnTheFileName() throws IOException {
    Path one = folder.resolve("one.pth");
    Path other = folder.resolve("other name.pt");
    PytorchStateDict.write(one, everyType());
    PytorchStateDict.write(other, everyType());
    assertThat(other).hasSameBinaryContentAs(one);
  }

  @Test
  void everyRecordStartsAtAMultipleOf64Bytes() throws IOException {
    Path file = folder.resolve("aligned.pth");
    PytorchStateDict.write(file, everyType());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> names = new ArrayList<>();
    int at = 0;
    while (bytes.getInt(at) == 0x04034B50) {
      int nameLength = bytes.getShort(at + 26);
      int start = at + LOCAL_HEADER + nameLength + bytes.getShort(at + 28);
      byte[] name = Arrays.copyOfRange(bytes.array(), at + LOCAL_HEADER, at + 30 + nameLength);
      names.add(new String(name, StandardCharsets.UTF_8));
      assertThat(start % 64).as(names.get(names.size() - 1)).isZero();
      at = start + bytes.getInt(at + 18);
    }
    assertThat(names)
        .hasSize(everyType().names().size() + 3)
        .startsWith("archive/data.pkl", "archive/byteorder", "archive/data/0")
        .endsWith("archive/version");
  }

  /** Compares names, types, shapes and bytes as PyTorch reads them. */
  @Test
  void pytorchLoadsEveryTensorBitForBit() throws Exception {
    assumeThat(PythonTorch.isInstalled()).as(PythonTorch.ABSENT).isTrue();
    String script =
        """
        import sys, torch
        state = torch.load(sys.argv[1])
        assert type(state).__name__ == 'OrderedDict', type(state)
        for name, t in state.items():
            assert t.is_contiguous() and not t.requires_grad and t.device.type == 'cpu', name
            raw = bytes(t.clone().reshape(-1).storage().untyped())
            print(name, str(t.dtype)[6:], list(t.shape), raw.hex())
        """;
    Path file = folder.resolve("state.pth");
    PytorchStateDict.write(file, everyType());
    List<String> expected = new ArrayList<>();
    everyType()
        .tensors()
        .forEach(
            (name, tensor) ->
                expected.add(
                    name
                        + " "
                        + torchName(tensor.type())
                        + " "
                        + Arrays.toString(tensor.shape())
                        + " "
                        + HexFormat.of().formatHex(tensor.data())));
    List<String> printed = PythonTorch.run(script, file.toString());
    assertThat(printed.stream().map(String::strip))
        .containsExactlyElementsOf(expected.stream().map(String::strip).toList());
  }

  /** Loads the state strictly into a module with the same names, with counters as scalars. */
  @Test
  void aModuleTakesTheStateStrictly() throws Exception {
    assumeThat(PythonTorch.isInstalled()).as(PythonTorch.ABSENT).isTrue();
    String script =
        """
        import sys, torch
        from torch import nn
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv1 = nn.Conv2d(3, 4, 3, bias=False)
                self.bn1 = nn.BatchNorm2d(4)
                self.fc = nn.Linear(4, 8)
        net = Net()
        print(net.load_state_dict(torch.load(sys.argv[1]), strict=True))
        print(net.bn1.num_batches_tracked.shape == torch.Size([]), int(net.bn1.num_batches_tracked))
        print(float(net.fc.bias[7]))
        """;
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("conv1.weight", random(1, TensorType.F32, 4, 3, 3, 3));
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      tensors.put("bn1." + name, random(2, TensorType.F32, 4));
    }
    tensors.put("bn1.num_batches_tracked", StoredTensor.of(new long[] {5_000_000_000L}));
    tensors.put("fc.weight", random(3, TensorType.F32, 8, 4));
    tensors.put("fc.bias", StoredTensor.of(new float[] {0, 0, 0, 0, 0, 0, 0, 0.375f}, 8));
    Path file = folder.resolve("net.pth");
    PytorchStateDict.write(file, new ModelState(tensors));
    assertThat(PythonTorch.run(script, file.toString()))
        .containsExactly("<All keys matched successfully>", "True 5000000000", "0.375");
  }

  private static List<ModelState> states() {
    List<ModelState> states = new ArrayList<>(GoldenCheckpoints.good().values());
    states.add(everyType());
    states.add(
        SeededInitialisation.of(new AuxiliaryHead(16).layout(ResNet.RESNET8, 8), RandomKey.of(5)));
    return states;
  }

  private static ModelState everyType() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (TensorType type : TensorType.values()) {
      String name = "layer." + type;
      tensors.put(name + ".scalar", random(tensors.size(), type));
      tensors.put(name + ".empty", random(tensors.size(), type, 3, 0, 2));
      tensors.put(name + ".ünï", random(tensors.size(), type, 2, 1, 3));
      tensors.put(name + ".long", random(tensors.size(), type, 70_001));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor random(int seed, TensorType type, long... shape) {
    RandomStream stream = RandomKey.of(seed).stream();
    byte[] data = new byte[(int) StoredTensor.elements(shape) * type.bytes()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) stream.below(type == TensorType.BOOL ? 2 : 256);
    }
    return new StoredTensor(type, shape, data);
  }

  private static String torchName(TensorType type) {
    return switch (type) {
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F32 -> "float32";
      case F64 -> "float64";
      case I8 -> "int8";
      case U8 -> "uint8";
      case I16 -> "int16";
      case I32 -> "int32";
      case I64 -> "int64";
      case BOOL -> "bool";
    };
  }
}
