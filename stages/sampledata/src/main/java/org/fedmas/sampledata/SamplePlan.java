package org.fedmas.sampledata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * The pictures of a sample data set. Clients have the proportions of FLamby's federated ISIC 2019,
 * classes its long tail and its gaps. A lesion has one to three views, all in one part. A fifth of
 * every class's pictures is in the test part.
 *
 * @param pictures in order of client, class, number
 */
public record SamplePlan(List<PlannedPicture> pictures) {

  /** Images per client and class of FLamby's federated ISIC 2019, both parts together. */
  private static final int[][] FLAMBY = {
    {2857, 4206, 2809, 737, 1138, 124, 111, 431},
    {24, 3720, 2, 0, 124, 30, 54, 0},
    {680, 1832, 211, 21, 475, 51, 82, 11},
    {342, 803, 296, 109, 490, 30, 3, 186},
    {215, 415, 0, 0, 189, 0, 0, 0},
    {67, 350, 5, 0, 10, 4, 3, 0}
  };

  /**
   * Cell counts enter with this power: 1 would be FLamby's own tail, of which 1,500 pictures show
   * too few of the rare classes to score.
   */
  private static final double TAIL = 0.75;

  /** No class has fewer pictures in all, so that it has some to train on and some to test on. */
  private static final int FEWEST_PER_CLASS = 4;

  private static final int TEST_SHARE = 5;

  public SamplePlan {
    pictures = List.copyOf(pictures);
  }

  /** Returns the plan of these parameters. */
  public static SamplePlan of(SampleParameters parameters) {
    int[][] counts = counts(parameters.images());
    TestShare[] classes =
        Stream.generate(TestShare::new).limit(counts[0].length).toArray(TestShare[]::new);
    List<PlannedPicture> pictures = new ArrayList<>();
    for (int client = 0; client < counts.length; client++) {
      TestShare ofClient = new TestShare();
      for (int label = 0; label < classes.length; label++) {
        RandomKey cell = RandomKey.of(parameters.seed()).with("plan").with(client).with(label);
        TestShare ofCell = new TestShare();
        int number = 0;
        for (int lesion = 0; number < counts[client][label]; lesion++) {
          int views = Math.min(views(cell.with(lesion).stream()), counts[client][label] - number);
          // rare classes first of all, then the client as a whole and the class within it
          boolean test =
              classes[label].untested()
                  || 2 * classes[label].lack() + ofClient.lack() + ofCell.lack() > 0;
          for (int view = 0; view < views; view++) {
            pictures.add(new PlannedPicture(client, label, number++, lesion, view, test));
          }
          classes[label].add(views, test);
          ofClient.add(views, test);
          ofCell.add(views, test);
        }
      }
    }
    return new SamplePlan(pictures);
  }

  /** The distance of a group from a fifth of its pictures in the test part. */
  private static final class TestShare {

    private int seen;
    private int tested;

    int lack() {
      return seen - TEST_SHARE * tested;
    }

    boolean untested() {
      return seen > 0 && tested == 0;
    }

    void add(int views, boolean test) {
      seen += views;
      tested += test ? views : 0;
    }
  }

  private static int views(RandomStream random) {
    double draw = random.uniform();
    return draw < 0.62 ? 1 : draw < 0.88 ? 2 : 3;
  }

  /** Returns the numbers of images by client and class. */
  static int[][] counts(int images) {
    double[] clients =
        Arrays.stream(FLAMBY).mapToDouble(client -> Arrays.stream(client).sum()).toArray();
    int[] sizes = shares(images, clients);
    int[][] counts = new int[clients.length][];
    for (int client = 0; client < clients.length; client++) {
      double[] weights =
          Arrays.stream(FLAMBY[client]).mapToDouble(n -> StrictMath.pow(n, TAIL)).toArray();
      counts[client] = shares(sizes[client], weights);
    }
    // client 0 has every class, so it is where a class that came out too rare is filled up
    for (int label = 0; label < counts[0].length; label++) {
      int total = 0;
      for (int[] client : counts) {
        total += client[label];
      }
      int added = Math.max(0, FEWEST_PER_CLASS - total);
      counts[0][label] += added;
      counts[0][largest(Arrays.stream(counts[0]).asDoubleStream().toArray())] -= added;
    }
    return counts;
  }

  /** Returns whole numbers of a given sum, in proportion to weights (largest remainders). */
  private static int[] shares(int total, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] shares = new int[weights.length];
    double[] remainders = new double[weights.length];
    int left = total;
    for (int i = 0; i < weights.length; i++) {
      double exact = total * weights[i] / sum;
      shares[i] = (int) exact;
      remainders[i] = exact - shares[i];
      left -= shares[i];
    }
    for (; left > 0; left--) {
      int next = largest(remainders);
      shares[next]++;
      remainders[next] = -1;
    }
    return shares;
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }
}
