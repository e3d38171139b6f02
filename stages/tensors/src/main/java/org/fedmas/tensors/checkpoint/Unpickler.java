package org.fedmas.tensors.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A reader of the part of the pickle language that {@code torch.save} writes for tensors. Other
 * operations, and names that are not on the allow-list, are rejected where they appear.
 *
 * <p>Time and memory are bounded by the input: one pass, no recursion, no operation that copies
 * more than it reads, and at most {@value #MOST_OPERATIONS} operations. Source: the opcode
 * documentation of CPython's {@code pickletools}.
 */
final class Unpickler {

  /** The limit of operations, about fifteen times those of a ResNet-152 with its optimiser. */
  static final int MOST_OPERATIONS = 1_000_000;

  private static final int NEWEST_PROTOCOL = 5;

  private final PickleBytes in;
  private final List<Pickled> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Pickled> memo = new HashMap<>();
  private final Map<String, StorageReference> storages = new LinkedHashMap<>();

  Unpickler(PickleBytes in) {
    this.in = in;
  }

  /** Returns the storages that the pickle mentions, by key, in order of first mention. */
  Map<String, StorageReference> storages() {
    return storages;
  }

  /** Reads the next pickle and returns its value; the bytes are then positioned after its end. */
  Pickled read() throws UnusableCheckpoint {
    for (int operations = 0; operations < MOST_OPERATIONS; operations++) {
      int operation = in.unsignedByte();
      if (operation == '.') {
        Pickled value = pop();
        if (!stack.isEmpty() || !marks.isEmpty()) {
          throw new UnusableCheckpoint("its pickle ends in the middle of a value");
        }
        return value;
      }
      apply(operation);
    }
    throw new UnusableCheckpoint("its pickle has more than " + MOST_OPERATIONS + " operations");
  }

  private void apply(int operation) throws UnusableCheckpoint {
    switch (operation) {
      case 0x80 -> protocol(in.unsignedByte());
      case 0x95 -> in.longLength(); // a frame: only a hint about buffering
      case '(' -> marks.add(stack.size());
      case 'N' -> push(new Pickled.Nothing());
      case 0x88 -> push(new Pickled.Flag(true));
      case 0x89 -> push(new Pickled.Flag(false));
      case 'J' -> push(new Pickled.Whole(in.signedInt()));
      case 'K' -> push(new Pickled.Whole(in.unsignedByte()));
      case 'M' -> push(new Pickled.Whole(in.unsignedShort()));
      case 0x8A -> push(integer(in.integer(in.unsignedByte())));
      case 'G' -> push(new Pickled.Real(in.bigEndianDouble()));
      case 'X', 'T' -> push(new Pickled.Text(in.text(in.unsignedInt())));
      case 0x8C, 'U' -> push(new Pickled.Text(in.text(in.unsignedByte())));
      case 0x8D -> push(new Pickled.Text(in.text(in.longLength())));
      case ')' -> push(new Pickled.Tuple(List.of()));
      case 0x85 -> push(new Pickled.Tuple(pop(1)));
      case 0x86 -> push(new Pickled.Tuple(pop(2)));
      case 0x87 -> push(new Pickled.Tuple(pop(3)));
      case 't' -> push(new Pickled.Tuple(popToMark()));
      case ']' -> push(new Pickled.Sequence(new ArrayList<>()));
      case 'a' -> append(pop(1));
      case 'e' -> append(popToMark());
      case '}' -> push(new Pickled.Mapping());
      case 's' -> setItems(pop(2));
      case 'u' -> setItems(popToMark());
      case 'q' -> memo.put((long) in.unsignedByte(), peek());
      case 'r' -> memo.put(in.unsignedInt(), peek());
      case 0x94 -> memo.put((long) memo.size(), peek());
      case 'h' -> push(recall(in.unsignedByte()));
      case 'j' -> push(recall(in.unsignedInt()));
      case 'c' -> push(new Pickled.Named(Global.of(in.line(), in.line())));
      case 0x93 -> push(named(pop(2)));
      case 'Q' -> push(new Pickled.Storage(storage(pop())));
      case 'R' -> push(call(pop(2)));
      case 0x81 -> push(instance(pop(2)));
      case 'b' -> attributes(pop());
      default ->
          throw new UnusableCheckpoint(
              String.format(
                  Locale.ROOT,
                  "its pickle uses operation 0x%02X at byte %d, which a file of plain tensors does"
                      + " not need",
                  operation,
                  in.position() - 1));
    }
  }

  private static void protocol(int version) throws UnusableCheckpoint {
    if (version > NEWEST_PROTOCOL) {
      throw new UnusableCheckpoint(
          "its pickle has protocol " + version + ", up to " + NEWEST_PROTOCOL + " is known");
    }
  }

  private static Pickled integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new Pickled.Whole(value.longValueExact())
        : new Pickled.Large(value);
  }

  private void append(List<Pickled> values) throws UnusableCheckpoint {
    if (!(peek() instanceof Pickled.Sequence list)) {
      throw new UnusableCheckpoint("its pickle appends to " + peek().kind());
    }
    list.items().addAll(values);
  }

  private void setItems(List<Pickled> keysAndValues) throws UnusableCheckpoint {
    if (!(peek() instanceof Pickled.Mapping mapping) || keysAndValues.size() % 2 != 0) {
      throw new UnusableCheckpoint("its pickle sets items of " + peek().kind());
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      mapping.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
  }

  private static Pickled named(List<Pickled> moduleAndName) throws UnusableCheckpoint {
    if (moduleAndName.get(0) instanceof Pickled.Text module
        && moduleAndName.get(1) instanceof Pickled.Text name) {
      return new Pickled.Named(Global.of(module.value(), name.value()));
    }
    throw new UnusableCheckpoint("its pickle names a Python object by values that are not strings");
  }

  private StorageReference storage(Pickled identity) throws UnusableCheckpoint {
    StorageReference storage = StorageReference.of(identity);
    StorageReference known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw new UnusableCheckpoint("it describes storage " + storage.key() + " in two ways");
    }
    return storage;
  }

  private static Pickled call(List<Pickled> builderAndArguments) throws UnusableCheckpoint {
    if (builderAndArguments.get(0) instanceof Pickled.Named named
        && named.global() instanceof Global.Builder builder
        && builderAndArguments.get(1) instanceof Pickled.Tuple arguments) {
      return builder.build().from(arguments.items());
    }
    throw new UnusableCheckpoint("its pickle calls " + builderAndArguments.get(0).kind());
  }

  private static Pickled instance(List<Pickled> classAndArguments) throws UnusableCheckpoint {
    if (classAndArguments.get(0) instanceof Pickled.Named named
        && named.global() instanceof Global.InertClass inert
        && classAndArguments.get(1) instanceof Pickled.Tuple arguments
        && arguments.items().isEmpty()) {
      return new Pickled.Instance(inert.python());
    }
    throw new UnusableCheckpoint(
        "its pickle creates an object of " + classAndArguments.get(0).kind());
  }

  /**
   * Sets the attributes of an inert object. Those of a state dict, {@code _metadata} with the
   * versions of its modules, are ignored.
   */
  private void attributes(Pickled state) throws UnusableCheckpoint {
    if (peek() instanceof Pickled.Instance instance && state instanceof Pickled.Mapping all) {
      instance.set(all);
      return;
    }
    if (!(peek() instanceof Pickled.Mapping) || !(state instanceof Pickled.Mapping)) {
      throw new UnusableCheckpoint("its pickle sets attributes of " + peek().kind());
    }
  }

  private Pickled recall(long index) throws UnusableCheckpoint {
    Pickled value = memo.get(index);
    if (value == null) {
      throw new UnusableCheckpoint("its pickle recalls value " + index + " before storing it");
    }
    return value;
  }

  private void push(Pickled value) {
    stack.add(value);
  }

  private Pickled peek() throws UnusableCheckpoint {
    if (available() < 1) {
      throw underflow();
    }
    return stack.get(stack.size() - 1);
  }

  private Pickled pop() throws UnusableCheckpoint {
    Pickled value = peek();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<Pickled> pop(int count) throws UnusableCheckpoint {
    if (available() < count) {
      throw underflow();
    }
    List<Pickled> top = stack.subList(stack.size() - count, stack.size());
    List<Pickled> values = List.copyOf(top);
    top.clear();
    return values;
  }

  private List<Pickled> popToMark() throws UnusableCheckpoint {
    if (marks.isEmpty()) {
      throw underflow();
    }
    List<Pickled> values = pop(available());
    marks.remove(marks.size() - 1);
    return values;
  }

  /** Returns the number of values above the last mark. */
  private int available() {
    return stack.size() - (marks.isEmpty() ? 0 : marks.get(marks.size() - 1));
  }

  private static UnusableCheckpoint underflow() {
    return new UnusableCheckpoint("its pickle reads below its stack: the file is damaged");
  }
}
