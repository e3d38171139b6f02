package org.fedmas.aggregation.sum;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

/** Fixed-point numbers, masks and sums of the secure sum; integers are exact. */
class SecureSumGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/secure_sum");
  private static final int[] IMAGES = Golden.integers(GOLDEN.get("images"));

  @Test
  void uploadsAndSumsAreGolden() {
    FixedPoint fixed = new FixedPoint(GOLDEN.get("bits").intValue());
    int elements = GOLDEN.get("values").get(0).size();
    long[] sums = new long[elements];
    double[] means = new double[elements];
    long[] survivors = new long[elements];
    long[] withoutTwo = new long[elements];
    for (int e = 0; e < elements; e++) {
      long[] uploads = new long[IMAGES.length];
      for (int k = 0; k < uploads.length; k++) {
        double value = GOLDEN.get("values").get(k).get(e).doubleValue();
        uploads[k] = (long) fixed.scaled(IMAGES[k], value);
        holds("fixed_point", uploads[k], word(GOLDEN.get("fixed_point").get(k).get(e)));
      }
      int element = e;
      FixedPoint.mask(uploads, (i, j) -> mask(i, j, element));
      for (int k = 0; k < uploads.length; k++) {
        holds("uploads", uploads[k], word(GOLDEN.get("uploads").get(k).get(e)));
        sums[e] += uploads[k];
        survivors[e] += k == 2 ? 0 : uploads[k];
      }
      holds("sum", sums[e], word(GOLDEN.get("sum").get(e)));
      means[e] = fixed.number(sums[e]) / Arrays.stream(IMAGES).sum();
      holds("uploads_sum", survivors[e], word(GOLDEN.at("/without_2/uploads_sum").get(e)));
      // the clients that are left disclose the masks that they share with the vanished one
      withoutTwo[e] = survivors[e] - mask(0, 2, e) - mask(1, 2, e) + mask(2, 3, e);
      holds("sum without client 2", withoutTwo[e], word(GOLDEN.at("/without_2/sum").get(e)));
    }
    double[] wanted = Golden.numbers(GOLDEN.get("mean"));
    Parity.close(FILE, "secure_sum/mean", means, wanted, 1e-9);
  }

  @Test
  void halvesAreRoundedToEven() {
    JsonNode rounding = GOLDEN.get("rounding");
    FixedPoint fixed = new FixedPoint(rounding.get("bits").intValue());
    List<String> ours = new ArrayList<>();
    for (JsonNode value : rounding.get("values")) {
      ours.add(Long.toString((long) fixed.scaled(1, value.doubleValue())));
    }
    List<String> wanted =
        StreamSupport.stream(rounding.get("fixed_point").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    Parity.holds(FILE, "secure_sum/rounding", ours.equals(wanted));
  }

  private static long mask(int i, int j, int element) {
    return word(GOLDEN.at("/masks/%s,%s".formatted(i, j)).get(element));
  }

  /** Reads an integer that is written with or without a sign. */
  private static long word(JsonNode text) {
    String digits = text.asText();
    return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
  }

  private static void holds(String what, long ours, long wanted) {
    Parity.holds(FILE, "secure_sum/" + what, ours == wanted);
  }
}
