package org.fedmas.results.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.results.detail.ClassErrors;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.score.TestPredictions;

/** The search for the test images of each class that the model was most sure to be of another. */
record WorstErrors(TestPredictions test) {

  /** Returns the classes that have errors, in class order, without pictures. */
  List<ClassErrors> find() {
    RankedPredictions model = test.predictions();
    List<ClassErrors> errors = new ArrayList<>();
    for (int c = 0; c < test.images().classes(); c++) {
      int label = c;
      List<ClassErrors.Image> worst =
          IntStream.range(0, test.images().size())
              .filter(image -> test.images().label(image) == label && !model.correct(image))
              .boxed()
              .sorted(Comparator.comparingDouble(this::sureness).reversed())
              .limit(ClassErrors.MOST)
              .map(this::image)
              .toList();
      if (!worst.isEmpty()) {
        errors.add(new ClassErrors(label, worst));
      }
    }
    return errors;
  }

  private double sureness(int image) {
    return test.predictions().probability(image, test.predictions().predicted(image));
  }

  private ClassErrors.Image image(int image) {
    RankedPredictions model = test.predictions();
    return new ClassErrors.Image(
        test.imageIds().get(image),
        test.images().client(image),
        model.predicted(image),
        sureness(image),
        model.probability(image, test.images().label(image)),
        null);
  }
}
