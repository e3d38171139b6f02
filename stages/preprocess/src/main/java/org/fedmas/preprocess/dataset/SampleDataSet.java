package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;
import org.fedmas.sampledata.PlannedPicture;
import org.fedmas.sampledata.SampleParameters;
import org.fedmas.sampledata.SamplePicture;
import org.fedmas.sampledata.SamplePlan;
import org.fedmas.tables.image.OfficialPlace;

/**
 * Generated pictures of generated lesions, without downloads or patient data. Its official split
 * keeps all pictures of a lesion in one part.
 */
public final class SampleDataSet implements DataSet {

  private final SampleParameters parameters;
  private final Map<String, PlannedPicture> planned = new HashMap<>();
  private final List<SourceImage> images;
  private final OfficialSplit officialSplit;

  public SampleDataSet(SampleParameters parameters) {
    this.parameters = parameters;
    List<SourceImage> listed = new ArrayList<>();
    TreeMap<String, OfficialPlace> places = new TreeMap<>();
    for (PlannedPicture picture : SamplePlan.of(parameters).pictures()) {
      String id = picture.imageId();
      planned.put(id, picture);
      places.put(id, picture.test() ? OfficialPlace.TEST : OfficialPlace.TRAIN);
      listed.add(new SourceImage(id, picture.label(), picture.client(), picture.lesionId()));
    }
    listed.sort(SourceImage.ORDER);
    images = List.copyOf(listed);
    officialSplit = new OfficialSplit(places);
  }

  @Override
  public List<String> classes() {
    return SamplePicture.classes();
  }

  @Override
  public List<Client> clients() {
    return Client.numbered(SamplePicture.clients());
  }

  @Override
  public List<SourceImage> images() {
    return images;
  }

  @Override
  public Digest digest(SourceImage image) {
    return SamplePicture.digest(planned(image), parameters.seed());
  }

  @Override
  public RgbImage pixels(SourceImage image) {
    return SamplePicture.draw(planned(image), parameters.seed());
  }

  @Override
  public Optional<OfficialSplit> officialSplit() {
    return Optional.of(officialSplit);
  }

  @Override
  public List<Path> tables() {
    return List.of();
  }

  private PlannedPicture planned(SourceImage image) {
    PlannedPicture picture = planned.get(image.imageId());
    if (picture == null) {
      throw new IllegalArgumentException("not an image of this data set: " + image.imageId());
    }
    return picture;
  }
}
