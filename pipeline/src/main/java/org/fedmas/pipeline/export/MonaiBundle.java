package org.fedmas.pipeline.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.results.report.JsonText;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.jspecify.annotations.Nullable;

/**
 * A model as a folder of the form that MONAI calls a bundle: metadata, a configuration of
 * inference, and a state dict.
 *
 * @param run the name of the run
 */
record MonaiBundle(DeployedModel model, String run) {

  /** Configuration name to the function of torchvision; other backbones are not in torchvision. */
  private static final Map<String, String> TORCHVISION =
      Map.of("resnet18", "resnet18", "resnet50", "resnet50", "efficientnet-b0", "efficientnet_b0");

  private static final String MONAI = "1.3.0";
  private static final String PYTORCH = "1.13.0";
  private static final String NUMPY = "1.24.0";

  void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("configs"));
    Files.createDirectories(folder.resolve("models"));
    Files.createDirectories(folder.resolve("docs"));
    write(folder.resolve("configs/metadata.json"), JsonText.indented(metadata()));
    write(folder.resolve("configs/inference.json"), JsonText.indented(inference()));
    write(folder.resolve("docs/README.md"), readme());
    DurableFiles.local()
        .replace(
            folder.resolve("models/model.pt"), file -> PytorchStateDict.write(file, model.state()));
  }

  private static void write(Path file, String text) throws IOException {
    DurableFiles.local().replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  ObjectNode metadata() {
    ModelDescription description = model.description();
    ObjectNode json = Json.object();
    json.put("version", "0.1.0");
    json.putObject("changelog").put("0.1.0", "exported by fedmas");
    json.put("monai_version", MONAI);
    json.put("pytorch_version", PYTORCH);
    json.put("numpy_version", NUMPY);
    json.putObject("optional_packages_version").put("torchvision", "0.14.0");
    json.put("name", run);
    json.put("task", "Classification of images into %s classes".formatted(classes().size()));
    json.put(
        "description",
        "A %s classifier, trained by a federation of clients; model %s"
            .formatted(description.network().backbone().id(), description.origin()));
    json.put("authors", "to be completed");
    json.put("copyright", "to be completed");
    json.put("intended_use", "research; not to be used for diagnoses");
    ObjectNode format = json.putObject("network_data_format");
    int side = image().side();
    tensor(
        format.putObject("inputs").putObject("image"),
        "image",
        "magnitude",
        3,
        List.of(side, side),
        List.of("red", "green", "blue"));
    tensor(
        format.putObject("outputs").putObject("pred"),
        "probabilities",
        "classes",
        classes().size(),
        List.of(),
        classes());
    json.set(ModelDescription.METADATA, description.json());
    return json;
  }

  private static void tensor(
      ObjectNode json,
      String type,
      String format,
      int channels,
      List<Integer> shape,
      List<String> names) {
    json.put("type", type).put("format", format).put("modality", "n/a");
    json.put("num_channels", channels);
    json.set("spatial_shape", Json.tree(shape));
    json.put("dtype", "float32");
    json.set("value_range", Json.tree(type.equals("image") ? List.of() : List.of(0, 1)));
    json.put("is_patch_data", false);
    ObjectNode channel = json.putObject("channel_def");
    for (int i = 0; i < names.size(); i++) {
      channel.put(Integer.toString(i), names.get(i));
    }
  }

  ObjectNode inference() {
    ObjectNode json = Json.object();
    json.set("imports", Json.tree(List.of("$import glob", "$import torch", "$import torchvision")));
    json.put("bundle_root", ".");
    json.put("dataset_dir", "images");
    json.put("ckpt_path", "$@bundle_root + '/models/model.pt'");
    json.put("device", "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')");
    ObjectNode network = json.putObject("network_def");
    String function = TORCHVISION.get(model.description().network().backbone().id());
    if (function == null) {
      network.put("_target_", "to.be.completed." + model.description().network().backbone().id());
      network.put("_disabled_", true);
    } else {
      network.put("_target_", "torchvision.models." + function);
      network.put("num_classes", classes().size());
    }
    json.put("datalist", "$sorted(glob.glob(@dataset_dir + '/*'))");
    ObjectNode preprocessing = json.putObject("preprocessing");
    preprocessing.put("_target_", "Compose");
    transforms(preprocessing.putArray("transforms"));
    json.put("load", "$@network_def.load_state_dict(" + state(function) + ", strict=False)");
    json.putObject("inferer").put("_target_", "SimpleInferer");
    json.put(
        "predict",
        "$[torch.softmax(@inferer(@preprocessing({'image': f})['image'][None], @network_def.eval()), 1) for f in @datalist]");
    json.set("run", Json.tree(List.of("$@load", "$print(@predict)")));
    return json;
  }

  /** Returns the loading of the state dict, without layers of training that torchvision lacks. */
  private static String state(@Nullable String function) {
    String loaded = "torch.load(@ckpt_path, map_location=@device)";
    return "efficientnet_b0".equals(function)
        ? "{k.replace('fc.', 'classifier.1.') if k.startswith('fc.') else k: v for k, v in "
            + loaded
            + ".items() if not k.startswith('classifier.')}"
        : loaded;
  }

  private void transforms(ArrayNode list) {
    ImageSettings image = image();
    transform(list, "LoadImaged").put("reader", "PILReader").put("ensure_channel_first", true);
    ObjectNode resize = transform(list, "Resized");
    resize.set("spatial_size", Json.tree(List.of(image.side(), image.side())));
    resize.put("mode", "bilinear").put("anti_aliasing", true);
    transform(list, "ScaleIntensityRanged")
        .put("a_min", 0)
        .put("a_max", 255)
        .put("b_min", 0.0)
        .put("b_max", 1.0);
    ObjectNode normalise = transform(list, "NormalizeIntensityd");
    normalise.set("subtrahend", numbers(true));
    normalise.set("divisor", numbers(false));
    normalise.put("channel_wise", true);
  }

  private ArrayNode numbers(boolean means) {
    ArrayNode numbers = Json.mapper().createArrayNode();
    for (int channel = 0; channel < 3; channel++) {
      numbers.add(
          means
              ? model.description().normalisation().mean(channel)
              : model.description().normalisation().deviation(channel));
    }
    return numbers;
  }

  private static ObjectNode transform(ArrayNode list, String name) {
    return list.addObject().put("_target_", name).put("keys", "image");
  }

  String readme() {
    ImageSettings image = image();
    return String.format(
        Locale.ROOT,
        """
        # %s

        A %s classifier of %s classes: %s.

        `models/model.pt` is a state dict, `configs/metadata.json` holds under `fedmas` the preparation
        of images that the model was trained with: %s×%s pixels, resize `%s`, colour constancy `%s`.
        The transforms of `configs/inference.json` come close to it and differ in the last bits and in
        what they cannot express. `fedmas predict` computes exactly what the run computed.

        Not to be used for diagnoses.
        """,
        run,
        model.description().network().backbone().id(),
        classes().size(),
        String.join(", ", classes()),
        image.side(),
        image.side(),
        image.resize().id(),
        image.constancy().id());
  }

  private List<String> classes() {
    return model.description().classes();
  }

  private ImageSettings image() {
    return model.description().preparation().image();
  }
}
