package org.fedmas.pipeline.cli.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.NameRule;
import org.fedmas.pipeline.predict.PredictionListener;
import org.fedmas.tables.prediction.ImagePrediction;

/** A view of predictions: a bar on a terminal, a line every 10 seconds elsewhere. */
public final class PredictView {

  /** The number of skipped images that are named. */
  private static final int NAMED = 10;

  private final PrintStream out;
  private final PacedBar bar;
  private final int images;
  private final String label;
  private int predicted;
  private int warned;
  private int skipped;

  /**
   * Creates the view of a number of images.
   *
   * @param label precedes the numbers
   */
  public PredictView(PrintStream out, ProgressStyle style, int images, String label) {
    this.out = out;
    this.bar = new PacedBar(out, style, System::nanoTime, PacedBar.pace(style));
    this.images = images;
    this.label = label;
  }

  /** Returns a listener that counts results and hands them on. */
  public PredictionListener before(PredictionListener next) {
    return new PredictionListener() {
      @Override
      public void predicted(ImagePrediction prediction) throws IOException {
        next.predicted(prediction);
        predicted++;
        warned += prediction.warning() == null ? 0 : 1;
        show();
      }

      @Override
      public void skipped(String image, String reason) throws IOException {
        next.skipped(image, reason);
        skipped++;
        if (skipped <= NAMED) {
          bar.clear();
          out.println("skipped " + NameRule.shown(image) + ": " + reason);
        } else if (skipped == NAMED + 1) {
          bar.clear();
          out.println("skipped more images, which are not named here");
        }
        show();
      }
    };
  }

  /** Removes the bar. */
  public void ends() {
    bar.clear();
  }

  /** Returns the number of images with a prediction. */
  public int predictedImages() {
    return predicted;
  }

  /** Returns the number of predictions with a warning. */
  public int warned() {
    return warned;
  }

  /** Returns the number of images without a prediction. */
  public int skippedImages() {
    return skipped;
  }

  private void show() {
    if (!bar.isDue()) {
      return;
    }
    int done = predicted + skipped;
    double rate = done / bar.seconds();
    String text =
        String.format(
            Locale.ROOT,
            "%s%d of %d images, %.0f/s, %s left",
            label,
            done,
            images,
            rate,
            ConsoleProgress.duration((images - done) / rate));
    bar.show((double) done / images, text, List.of());
  }
}
