package org.fedmas.preprocess.sample;

import java.util.List;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.random.RandomStream;

/**
 * One drawn picture of the sample data set.
 *
 * @param width pixels
 * @param height pixels
 * @param pixels [height, width, 3] red, green, blue, unsigned
 */
public record SamplePicture(int width, int height, byte[] pixels) {

  /** Raised whenever the same plan would give other pixels. */
  private static final int VERSION = 1;

  /** Class names; a picture's label is an index into them. */
  public static List<String> classes() {
    return Lesion.CLASSES;
  }

  /** Client names; a picture's client is an index into them. */
  public static List<String> clients() {
    return Clinic.ALL.stream().map(Clinic::name).toList();
  }

  /** Stands for everything that the picture's pixels depend on. */
  public static Digest digest(PlannedPicture planned, long seed) {
    return Digest.of(
        "fedmas sample picture %d: seed %d, client %d, label %d, lesion %d, view %d"
            .formatted(
                VERSION, seed, planned.client(), planned.label(), planned.lesion(),
                planned.view()));
  }

  /** Draws a picture: skin, lesion, hairs, gel bubbles, then the clinic's camera. */
  public static SamplePicture draw(PlannedPicture planned, long seed) {
    Clinic clinic = Clinic.ALL.get(planned.client());
    RandomStream lesion = planned.lesionKey(seed).with("lesion").stream();
    RandomStream view = planned.viewKey(seed).stream();
    Camera camera = Camera.of(planned.lesionKey(seed).with("camera").stream(), view);
    Canvas canvas = new Canvas(clinic.width(), clinic.height(), camera);
    Skin.paint(canvas, clinic, planned.lesionKey(seed).with("skin").stream());
    Lesion.BY_LABEL.get(planned.label()).paint(canvas, lesion);
    Skin.hairs(canvas, clinic, view);
    Skin.bubbles(canvas, view);
    return new SamplePicture(
        clinic.width(), clinic.height(), Development.develop(canvas, clinic, view));
  }
}
