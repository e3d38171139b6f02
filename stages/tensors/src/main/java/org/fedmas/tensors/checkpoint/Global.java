package org.fedmas.tensors.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.TensorType;

/**
 * The Python names that a checkpoint may use. Any other name is rejected where it appears, before
 * it could be called. No Python code runs: each name has its meaning here.
 */
sealed interface Global {

  String python();

  /** The element type of a storage, such as {@code torch.FloatStorage}. */
  record StorageClass(String python, TensorType type) implements Global {}

  /** A function that builds a value from a tuple of arguments. */
  record Builder(String python, Build build) implements Global {}

  /** A class whose objects are read as inert records of attributes; no method of it exists here. */
  record InertClass(String python) implements Global {}

  interface Build {
    Pickled from(List<Pickled> arguments) throws UnusableCheckpoint;
  }

  /** The module of all classes of TorchScript programs. */
  String SCRIPT = "__torch__";

  Map<String, Global> ALLOWED = allowed();

  static Global of(String module, String name) throws UnusableCheckpoint {
    if (module.equals(SCRIPT) || module.startsWith(SCRIPT + ".")) {
      return new InertClass(module + "." + name);
    }
    Global global = ALLOWED.get(module + " " + name);
    if (global == null) {
      throw new UnusableCheckpoint(
          "it uses the Python name %s, which is never run and which plain tensors do not need"
              .formatted(UnusableCheckpoint.quote(module + "." + name)));
    }
    return global;
  }

  /** Returns the name of the storage class of an element type in module {@code torch}. */
  static String storageClass(TensorType type) {
    return storageTypes().entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, TensorType> storageTypes() {
    return Map.of(
        "HalfStorage", TensorType.F16,
        "BFloat16Storage", TensorType.BF16,
        "FloatStorage", TensorType.F32,
        "DoubleStorage", TensorType.F64,
        "CharStorage", TensorType.I8,
        "ByteStorage", TensorType.U8,
        "ShortStorage", TensorType.I16,
        "IntStorage", TensorType.I32,
        "LongStorage", TensorType.I64,
        "BoolStorage", TensorType.BOOL);
  }

  private static Map<String, Global> allowed() {
    Map<String, Global> all = new LinkedHashMap<>();
    for (String module : List.of("torch", "torch.cuda")) {
      storageTypes()
          .forEach(
              (name, type) ->
                  all.put(module + " " + name, new StorageClass(module + "." + name, type)));
    }
    add(all, "torch._utils", "_rebuild_tensor", arguments -> tensor(arguments, 4, 4));
    add(all, "torch._utils", "_rebuild_tensor_v2", arguments -> tensor(arguments, 6, 7));
    add(all, "torch._utils", "_rebuild_parameter", arguments -> parameter(arguments, 3));
    add(all, "torch.nn.parameter", "Parameter", arguments -> parameter(arguments, 2));
    add(all, "torch", "Size", Global::size);
    add(all, "collections", "OrderedDict", Global::dict);
    for (String list : List.of("build_intlist", "build_doublelist", "build_boollist")) {
      add(all, "torch.jit._pickle", list, Global::list);
    }
    all.put("argparse Namespace", new InertClass("argparse.Namespace"));
    return Map.copyOf(all);
  }

  private static void add(Map<String, Global> all, String module, String name, Build build) {
    all.put(module + " " + name, new Builder(module + "." + name, build));
  }

  private static Pickled tensor(List<Pickled> arguments, int fewest, int most)
      throws UnusableCheckpoint {
    if (arguments.size() < fewest
        || arguments.size() > most
        || !(arguments.get(0) instanceof Pickled.Storage storage)
        || !(arguments.get(1) instanceof Pickled.Whole offset)
        || !(arguments.get(2) instanceof Pickled.Tuple shape)
        || !(arguments.get(3) instanceof Pickled.Tuple strides)) {
      throw new UnusableCheckpoint(
          "a tensor is not described by storage, offset, shape and strides");
    }
    return new Pickled.Tensor(
        TensorReference.of(storage.reference(), offset.value(), shape, strides));
  }

  /** Returns the tensor of a parameter; whether it needs a gradient is for the model to decide. */
  private static Pickled parameter(List<Pickled> arguments, int most) throws UnusableCheckpoint {
    if (arguments.isEmpty()
        || arguments.size() > most
        || !(arguments.get(0) instanceof Pickled.Tensor tensor)) {
      throw new UnusableCheckpoint("a parameter is not described by a tensor");
    }
    return tensor;
  }

  private static Pickled size(List<Pickled> arguments) throws UnusableCheckpoint {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Pickled.Tuple shape)) {
      throw new UnusableCheckpoint("a torch.Size is not described by a tuple");
    }
    return shape;
  }

  /** Returns a list of numbers, which TorchScript marks with the type of its elements. */
  private static Pickled list(List<Pickled> arguments) throws UnusableCheckpoint {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Pickled.Sequence numbers)) {
      throw new UnusableCheckpoint("a list of numbers is not described by a list");
    }
    return numbers;
  }

  /** Builds an ordered dict: empty and filled later in Python 3, from pairs in Python 2. */
  private static Pickled dict(List<Pickled> arguments) throws UnusableCheckpoint {
    Pickled.Mapping mapping = new Pickled.Mapping();
    if (arguments.isEmpty()) {
      return mapping;
    }
    if (arguments.size() != 1 || !(arguments.get(0) instanceof Pickled.Sequence pairs)) {
      throw new UnusableCheckpoint("an OrderedDict is not described by a list of pairs");
    }
    for (Pickled item : pairs.items()) {
      List<Pickled> pair = item instanceof Pickled.Sequence list ? list.items() : List.of();
      if (pair.size() != 2) {
        throw new UnusableCheckpoint("an OrderedDict is not described by a list of pairs");
      }
      mapping.put(pair.get(0), pair.get(1));
    }
    return mapping;
  }
}
