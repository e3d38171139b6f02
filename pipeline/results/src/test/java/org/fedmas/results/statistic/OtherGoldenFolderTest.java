package org.fedmas.results.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that golden cases take their numbers from the named folder alone. */
@Tag("parity")
class OtherGoldenFolderTest {

  private static final String GOLDEN = "fedmas.golden";
  private static final String ROOT = "fedmas.root";
  private static final Class<?>[] CASES = {
    BootstrapGoldenTest.class,
    ComparisonsGoldenTest.class,
    FoldsGoldenTest.class,
    IntervalsGoldenTest.class,
    ScoresStatisticsGoldenTest.class
  };

  @TempDir Path folder;
  private String golden;
  private String root;

  @BeforeEach
  void keep() {
    golden = System.getProperty(GOLDEN, "");
    root = System.getProperty(ROOT, "");
  }

  @AfterEach
  void restore() {
    System.setProperty(GOLDEN, golden);
    System.setProperty(ROOT, root);
  }

  /** Selects other numbers, and a log of outcomes apart from that of {@code make parity}. */
  private void use(ObjectNode statistics) throws IOException {
    Files.createDirectories(folder.resolve("stages/testkit"));
    System.setProperty(ROOT, folder.toString());
    new ObjectMapper().writeValue(folder.resolve(GoldenStatistics.FILE).toFile(), statistics);
    System.setProperty(GOLDEN, folder.toString());
  }

  @Test
  void aFileOfOtherNumbersHolds() throws Exception {
    ObjectNode other = CollapsedStatistics.of(GoldenStatistics.ROOT);
    assertThat(other.get("bootstrap")).isNotEqualTo(GoldenStatistics.ROOT.get("bootstrap"));
    use(other);

    for (Class<?> cases : CASES) {
      assertThatCode(() -> run(cases)).as(cases.getSimpleName()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bootstrap, /bootstrap/runs/b/present/macro_f1, upper",
    "Bootstrap, /paired/pairs/2/swap/accuracy, extreme",
    "Comparisons, /paired/delong/11, covariance",
    "Folds, /aggregation/corrected_t_cases/0, p_plain",
    "Intervals, /quantiles/t_0.975, 4",
    "ScoresStatistics, /scores/federation/coarse, cohens_kappa",
  })
  void aWrongNumberFails(String cases, String place, String field) throws Exception {
    ObjectNode wrong = GoldenStatistics.ROOT.deepCopy();
    ObjectNode node = (ObjectNode) wrong.at(JsonPointer.compile(place));
    node.put(field, node.get(field).doubleValue() + 1e-3);
    use(wrong);

    Class<?> type = Class.forName(getClass().getPackageName() + "." + cases + "GoldenTest");
    assertThatThrownBy(() -> run(type))
        .hasRootCauseInstanceOf(AssertionError.class)
        .rootCause()
        .hasMessageContaining(field);
  }

  /** Runs all cases of a class that is loaded again, since it reads its numbers once. */
  private static void run(Class<?> cases) throws ReflectiveOperationException {
    Class<?> again = new LoadedAgain(cases.getClassLoader()).loadClass(cases.getName());
    for (Method method : again.getDeclaredMethods()) {
      method.setAccessible(true);
      Constructor<?> constructor = again.getDeclaredConstructor();
      constructor.setAccessible(true);
      if (method.isAnnotationPresent(Test.class)) {
        method.invoke(constructor.newInstance());
      } else if (method.isAnnotationPresent(ParameterizedTest.class)) {
        for (String set : GoldenStatistics.names(GoldenStatistics.ROOT.get("scores"))) {
          method.invoke(constructor.newInstance(), set);
        }
      }
    }
  }

  /** A loader with classes of its own for everything of this project. */
  private static final class LoadedAgain extends ClassLoader {

    private LoadedAgain(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.fedmas.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
