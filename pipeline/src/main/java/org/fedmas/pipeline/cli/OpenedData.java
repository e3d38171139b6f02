package org.fedmas.pipeline.cli;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.run.driver.SourceDigestCache;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.results.record.RunFolder;

/** The data sets of one folder of raw inputs: each is opened once, however many runs read it. */
final class OpenedData {

  private record Key(DataSetSettings dataSet, MissingImages missing) {}

  private final RunFolder place;
  private final SourceDigestCache digests;
  private final Map<Key, DataSet> dataSets = new HashMap<>();
  private final Map<DataSet, Function<SourceImage, Digest>> images = new IdentityHashMap<>();

  /** Creates the data sets that a run reads, and all runs with its folders. */
  OpenedData(RunFolder place) {
    this.place = place;
    this.digests = new SourceDigestCache(place.rawDigests(), place.files());
  }

  DataSet open(Settings settings) {
    Settings.Data data = settings.data();
    return dataSets.computeIfAbsent(
        new Key(data.dataSet(), data.missing()), key -> data.open(place.data()));
  }

  SourceDigestCache digests() {
    return digests;
  }

  Function<SourceImage, Digest> imageDigests(DataSet dataSet) {
    return images.computeIfAbsent(dataSet, digests::of);
  }
}
