package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnpicklerTest {

  @Test
  void dictsKeepTheirOrder() throws UnusableCheckpoint {
    PickleText pickle = new PickleText().operations('}', '(');
    for (String key : List.of("z", "a", "m")) {
      pickle.text(key).operations('N');
    }
    assertThat(read(pickle.operations('u').stop()))
        .isInstanceOfSatisfying(
            Pickled.Mapping.class,
            mapping ->
                assertThat(mapping.items().keySet())
                    .containsExactly(
                        new Pickled.Text("z"), new Pickled.Text("a"), new Pickled.Text("m")));
  }

  @Test
  void newerProtocolsAreRead() throws UnusableCheckpoint {
    byte[] pickle = {
      (byte) 0x80,
      4,
      (byte) 0x95,
      9,
      0,
      0,
      0,
      0,
      0,
      0,
      0, // frame
      (byte) 0x8C,
      1,
      'a',
      (byte) 0x94,
      'h',
      0,
      (byte) 0x86,
      '.'
    };
    Pickled.Text a = new Pickled.Text("a");
    assertThat(read(pickle)).isEqualTo(new Pickled.Tuple(List.of(a, a)));
  }

  @Test
  void readsOrderedDictsOfPythonTwo() throws UnusableCheckpoint {
    byte[] pickle =
        new PickleText()
            .global("collections", "OrderedDict")
            .operations(']', ']', '(', 'U', 1, 'k', 'K', 7, 'e', 'a', 0x85, 'R')
            .stop();
    Pickled.Mapping expected = new Pickled.Mapping();
    expected.put(new Pickled.Text("k"), new Pickled.Whole(7));
    assertThat(read(pickle)).isEqualTo(expected);
  }

  @Test
  void rejectsNamesThatAreNotOnTheList() {
    // Truncated right after the name: it is rejected before any call.
    for (byte[] pickle :
        List.of(
            new PickleText().global("os", "system").operations().stop(),
            new PickleText().global("torch", "load").stop(),
            new PickleText().global("torch", "FloatStorage.__reduce__").stop(),
            new PickleText().text("builtins").text("eval").operations(0x93).stop())) {
      assertThatThrownBy(() -> read(Arrays.copyOf(pickle, pickle.length - 1)))
          .isInstanceOf(UnusableCheckpoint.class)
          .hasMessageContaining("uses the Python name");
    }
  }

  @Test
  void rejectsTooManyOperations() {
    byte[] lists = new byte[Unpickler.MOST_OPERATIONS + 1];
    Arrays.fill(lists, (byte) ']');
    assertThatThrownBy(() -> read(lists)).hasMessageContaining("more than 1000000 operations");
  }

  @Test
  void aListThatContainsItselfIsHarmless() throws UnusableCheckpoint {
    byte[] pickle = new PickleText().operations(']', 'q', 0, 'h', 0, 'a').stop();
    assertThat(read(pickle).kind()).isEqualTo("a list of 1");
  }

  @Test
  @Timeout(5)
  void keysOfEqualHashStayFast() throws UnusableCheckpoint {
    PickleText pickle = new PickleText().operations('}', '(');
    int keys = 1 << 17;
    for (int k = 0; k < keys; k++) {
      StringBuilder key = new StringBuilder();
      for (int bit = 0; bit < 17; bit++) {
        key.append((k >> bit & 1) == 0 ? "Aa" : "BB");
      }
      pickle.text(key.toString()).operations('N');
    }
    assertThat(read(pickle.operations('u').stop()).kind()).isEqualTo("a dict of " + keys);
  }

  @Test
  void rejectsBrokenPickles() {
    for (byte[] pickle :
        List.of(
            new PickleText().operations('0').stop(), // POP
            new PickleText().operations('R').stop(),
            new PickleText().operations('N', '(', 0x85, 't').stop(), // reaches over a mark
            new PickleText().operations('t').stop(),
            new PickleText().operations('h', 3).stop(),
            new PickleText().operations('N', 'N').stop(),
            new PickleText().operations('(', 'N').stop(),
            new PickleText().operations('}', 'N', 's').stop(),
            new PickleText().operations('}', '(', 'N', 'u').stop(),
            new PickleText().operations('}', ')', 'N', 's').stop(), // a tuple as a key
            new PickleText().operations('}', 'K', 1, 'N', 's', 'K', 1, 'N', 's').stop(),
            new PickleText().operations('N', 'N', 'a').stop(),
            new PickleText().operations('N', ')', 'R').stop(),
            new PickleText().operations('}', 'N', 'b').stop(),
            new PickleText().operations('N', 'Q').stop(),
            new PickleText().operations('U', 1, 0xFF).stop(), // not UTF-8
            new PickleText().global("collections", "OrderedDict").operations('N', 'R').stop(),
            new PickleText().global("torch", "Size").operations(')', 'R').stop())) {
      assertThatThrownBy(() -> read(pickle)).isInstanceOf(UnusableCheckpoint.class);
    }
  }

  @Test
  void integersOfAnyWidth() throws UnusableCheckpoint {
    assertThat(read(new PickleText().operations(0x8A, 0).stop())).isEqualTo(new Pickled.Whole(0));
    assertThat(read(new PickleText().operations(0x8A, 1, 0xFF).stop()))
        .isEqualTo(new Pickled.Whole(-1));
    assertThat(read(new PickleText().operations(0x8A, 2, 0xFF, 0).stop()))
        .isEqualTo(new Pickled.Whole(255));
    assertThat(read(new PickleText().operations('M', 0xFF, 0xFF).stop()))
        .isEqualTo(new Pickled.Whole(65535));
    assertThat(read(new PickleText().integer(-5).stop())).isEqualTo(new Pickled.Whole(-5));
    assertThat(read(new PickleText().operations('G', 0x3F, 0xF0, 0, 0, 0, 0, 0, 0).stop()))
        .isEqualTo(new Pickled.Real(1));
  }

  private static Pickled read(byte[] pickle) throws UnusableCheckpoint {
    return new Unpickler(new PickleBytes(pickle)).read();
  }
}
