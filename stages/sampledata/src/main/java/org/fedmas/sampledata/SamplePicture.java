package org.fedmas.sampledata;

import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.RgbImage;

/** The drawing of the sample data set's pictures. */
public final class SamplePicture {

  /** Raised whenever the same plan would give other pixels. */
  private static final int VERSION = 3;

  private SamplePicture() {}

  /** Class names; a picture's label is an index into them. */
  public static List<String> classes() {
    return Lesion.CLASSES;
  }

  /** Returns the client names; a picture's client is an index into them. */
  public static List<String> clients() {
    return Clinic.ALL.stream().map(Clinic::name).toList();
  }

  /** Stands for everything that the picture's pixels depend on. */
  public static Digest digest(PlannedPicture planned, long seed) {
    return Digest.of(
        "fedmas sample picture %s: seed %s, client %s, label %s, lesion %s, view %s"
            .formatted(
                VERSION,
                seed,
                planned.client(),
                planned.label(),
                planned.lesion(),
                planned.view()));
  }

  /** Draws a picture: skin, lesion, hairs, gel bubbles, then the clinic's camera. */
  public static RgbImage draw(PlannedPicture planned, long seed) {
    Clinic clinic = Clinic.ALL.get(planned.client());
    RandomKey lesion = planned.lesionKey(seed);
    RandomStream view = lesion.with("view").with(planned.view()).stream();
    Camera camera = Camera.of(lesion.with("camera").stream(), view);
    int width = clinic.size().width();
    int height = clinic.size().height();
    Canvas canvas = new Canvas(width, height, camera);
    Skin.paint(canvas, clinic, lesion.with("skin").stream());
    Lesion.BY_LABEL.get(planned.label()).paint(canvas, lesion.with("lesion").stream());
    Skin.hairs(canvas, clinic, view);
    Skin.bubbles(canvas, view);
    return new RgbImage(width, height, Development.develop(canvas, clinic.optics(), view));
  }
}
