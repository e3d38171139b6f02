package org.fedmas.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.StageName;
import org.fedmas.results.track.TrackingService;
import org.junit.jupiter.api.Test;

/**
 * Tests of allowed dependencies: {@code pipeline → stages → tensors → tables, images → contract}.
 */
class ArchitectureTest {

  private static final String ROOT = "org.fedmas.";
  private static final Set<String> STAGES = new TreeSet<>(StageName.ids());
  private static final Set<String> TENSOR_STAGES =
      Set.of("pretrain", "features", "prior", "training", "evaluation");

  private static final List<String> LAYERS =
      List.of(
          "store",
          "results",
          "pipeline.model",
          "pipeline.export",
          "pipeline.predict",
          "pipeline.bundle",
          "pipeline.workflow",
          "pipeline.run.control",
          "pipeline.run.worker",
          "pipeline.run.driver",
          "pipeline.executors",
          "pipeline.housekeeping",
          "pipeline.experiment",
          "pipeline.cli");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.fedmas");

  /** Guards the other rules, which would pass without any classes. */
  @Test
  void everyModuleWasFound() {
    assertThat(modules()).containsAll(STAGES);
    assertThat(modules()).contains("contract", "tables", "images", "tensors", "pipeline");
  }

  /** Checks that the rules find violations when too little is allowed. */
  @Test
  void theRulesBite() {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> knowsOnly("training"));
    for (String library : List.of("org.apache.beam..", "picocli..", "ai.djl..")) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> only(library, tree("nowhere")));
    }
  }

  @Test
  void stagesNeverImportEachOther() {
    for (String stage : STAGES) {
      knowsOnly(stage, "contract", "tables", "images", "tensors", "sampledata");
    }
  }

  @Test
  void contractImportsNothingOfOurs() {
    knowsOnly("contract");
  }

  @Test
  void storeImportsContractOnly() {
    knowsOnly("store", "contract");
  }

  /** A result can be read wherever its artifacts are, without the stages and the planner. */
  @Test
  void resultsImportTablesStoreAndContractOnly() {
    knowsOnly("results", "contract", "tables", "store");
  }

  @Test
  void inputsImportStoreAndContractOnly() {
    knowsOnly("inputs", "contract", "store");
  }

  @Test
  void noPackagesFormACircle() {
    packages("org.fedmas.(**)").check(OURS);
  }

  /** Checks that a circle is found where one is: in the JDK's own packages. */
  @Test
  void theRuleOfCirclesBites() {
    JavaClasses circle =
        new ClassFileImporter()
            .importPackages("java.util.concurrent", "java.util.concurrent.locks");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> packages("java.util.(**)").check(circle));
  }

  /** Each layer may import those before it: workflow, run, executors and housekeeping, cli. */
  @Test
  void theLayersOfThePipelineImportDownwards() {
    layers(LAYERS);
  }

  @Test
  void theRuleOfLayersBites() {
    List<String> reversed = new ArrayList<>(LAYERS);
    Collections.reverse(reversed);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> layers(reversed));
  }

  private static SliceRule packages(String pattern) {
    return SlicesRuleDefinition.slices().matching(pattern).should().beFreeOfCycles();
  }

  private static void layers(List<String> order) {
    for (int i = 0; i < order.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(tree(order.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              order.subList(i + 1, order.size()).stream()
                  .map(ArchitectureTest::tree)
                  .toArray(String[]::new))
          .allowEmptyShould(true)
          .check(OURS);
    }
  }

  @Test
  void tablesAndImagesImportContractOnly() {
    knowsOnly("tables", "contract");
    knowsOnly("images", "contract");
  }

  @Test
  void tensorsImportTablesImagesAndContractOnly() {
    knowsOnly("tensors", "contract", "tables", "images");
  }

  /**
   * Checks the rule of Scalars: memory recorded by such a call may be freed before its gradient is
   * taken.
   */
  @Test
  void numbersMeetArraysThroughScalarsOnly() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "an engine's arithmetic with a number",
                call ->
                    call.getTargetOwner().isAssignableTo(NDArray.class)
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Number.class))))
        .check(OURS);
  }

  @Test
  void nobodyImportsThePipelineAndNothingShippedImportsTheTestkit() {
    for (String module : modules()) {
      if (!module.equals("pipeline")) {
        noClasses()
            .that()
            .resideInAPackage(tree(module))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(tree("pipeline"))
            .check(OURS);
      }
      if (!module.equals("testkit")) {
        noClasses()
            .that()
            .resideInAPackage(tree(module))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(tree("testkit"))
            .check(OURS);
      }
    }
  }

  @Test
  void beamIsKnownToItsAdapterOnly() {
    only("org.apache.beam..", tree("pipeline.executors.beam"));
    only("org.apache.flink..", tree("pipeline.executors.beam"));
  }

  @Test
  void picocliIsKnownToTheCommandLineOnly() {
    only("picocli..", tree("pipeline.cli"));
  }

  @Test
  void theTensorEngineIsKnownToTensorModulesOnly() {
    List<String> allowed =
        new ArrayList<>(List.of(tree("tensors"), tree("pipeline.executors.numerics")));
    TENSOR_STAGES.forEach(stage -> allowed.add(tree(stage)));
    only("ai.djl..", allowed.toArray(String[]::new));
  }

  /** Workers have this test's main class path, or a part of it. */
  @Test
  void noWorkerHasTheExportToMlflow() {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("org.fedmas.mlflow.MlflowService"));
    assertThat(TrackingService.named("mlflow")).isEmpty();
  }

  @Test
  void noOtherModuleDependsOnTheExportToMlflow() throws IOException {
    Path root = Path.of(System.getProperty("fedmas.root", ".."));
    List<Path> poms = new ArrayList<>();
    for (String tree : List.of("stages", "pipeline")) {
      try (Stream<Path> found =
          Files.find(root.resolve(tree), 2, (file, is) -> file.endsWith("pom.xml"))) {
        found.filter(pom -> !pom.endsWith("mlflow/pom.xml")).forEach(poms::add);
      }
    }
    assertThat(poms).hasSizeGreaterThan(STAGES.size());
    for (Path pom : poms) {
      assertThat(pom).content().doesNotContain("mlflow");
    }
  }

  @Test
  void aggregationPartitionAndPixelsAreFreeOfTensors() {
    for (String module : List.of("aggregation", "partition", "preprocess", "tables", "images")) {
      noClasses()
          .that()
          .resideInAPackage(tree(module))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", tree("tensors"))
          .check(OURS);
    }
  }

  private static void knowsOnly(String module, String... others) {
    Set<String> forbidden = new TreeSet<>(modules());
    forbidden.remove(module);
    Arrays.asList(others).forEach(forbidden::remove);
    noClasses()
        .that()
        .resideInAPackage(tree(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(ArchitectureTest::tree).toArray(String[]::new))
        .check(OURS);
  }

  private static void only(String library, String... allowed) {
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(OURS);
  }

  /** Returns the packages directly below our root. */
  private static Set<String> modules() {
    return OURS.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(ROOT))
        .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String tree(String module) {
    return ROOT + module + "..";
  }
}
