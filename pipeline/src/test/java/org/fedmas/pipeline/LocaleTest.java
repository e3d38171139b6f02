package org.fedmas.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule that no text depends on the locale of the machine. Error Prone's checks DefaultLocale
 * and StringCaseLocaleUsage see constant formats; these tests see the rest.
 */
class LocaleTest {

  /** Methods that exist with and without a locale, by the class that has them. */
  private static final Map<Class<?>, List<String>> LOCALISED =
      Map.of(
          String.class, List.of("format", "toLowerCase", "toUpperCase"),
          PrintStream.class, List.of("printf", "format"),
          PrintWriter.class, List.of("printf", "format"),
          Formatter.class, List.of("<init>"),
          DecimalFormat.class, List.of("<init>"),
          SimpleDateFormat.class, List.of("<init>"),
          MessageFormat.class, List.of("<init>", "format"),
          DateTimeFormatter.class, List.of("ofPattern", "ofLocalizedDate"),
          Locale.class, List.of("getDefault"));

  @Test
  void mainCodeNamesTheLocaleOfEveryText() {
    check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.fedmas"));
  }

  @Test
  void theRuleBites() {
    for (Class<?> violation :
        List.of(Formats.class, Cases.class, Prints.class, Numbers.class, Currencies.class)) {
      JavaClasses one = new ClassFileImporter().importClasses(violation);
      assertThatExceptionOfType(AssertionError.class)
          .as(violation.getSimpleName())
          .isThrownBy(() -> check(one));
    }
  }

  /** Under a Turkish locale, libgomp does not know a word whose I it would have to make small. */
  @Test
  void scriptsWriteWordsOfLibrariesInSmallLetters() throws IOException {
    Path root = Path.of(System.getProperty("fedmas.root", ".."));
    for (String script : List.of("pipeline/fedmas", "pipeline/cluster/flink", "pom.xml")) {
      List<String> lines =
          Files.readAllLines(root.resolve(script), UTF_8).stream()
              .map(String::strip)
              .filter(line -> line.contains("OMP_WAIT_POLICY") && !line.startsWith("#"))
              .toList();
      assertThat(lines).as(script).isNotEmpty().allMatch(line -> line.contains("passive"));
    }
  }

  @Test
  void everyFormatIsConstant() throws IOException {
    Path root = Path.of(System.getProperty("fedmas.root", ".."));
    int sources = 0;
    for (String folder : List.of("stages", "pipeline")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        for (Path file : files.filter(LocaleTest::isMainSource).toList()) {
          assertThat(hasHiddenFormat(Files.readString(file, UTF_8))).as(file.toString()).isFalse();
          sources++;
        }
      }
    }
    assertThat(sources).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text.formatted(1)", "texts.get(0)\n    .formatted(1)", "of().formatted()"})
  void aFormatThatIsNotConstantIsFound(String source) {
    assertThat(hasHiddenFormat(source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"%s\".formatted(1)", "(\"%s\" + \"\").formatted(1)", "TEXT.formatted(1)"})
  void aConstantFormatIsLeftToErrorProne(String source) {
    assertThat(hasHiddenFormat(source)).isFalse();
  }

  /** The compiler refuses what its checks see, so they must stay errors. */
  @Test
  void errorProneTreatsTheLocaleAsAnError() throws IOException {
    String pom =
        Files.readString(Path.of(System.getProperty("fedmas.root", "..")).resolve("pom.xml"));
    assertThat(pom).contains("-Xep:DefaultLocale:ERROR", "-Xep:StringCaseLocaleUsage:ERROR");
  }

  /** Error Prone reads a format that is a literal, a sum of literals or a constant. */
  private static boolean hasHiddenFormat(String source) {
    String call = ".formatted(";
    for (int at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
      String before = source.substring(Math.max(0, at - 200), at).stripTrailing();
      if (!before.endsWith("\"")
          && !before.endsWith("\")")
          && !before.matches("(?s).*\\b[A-Z_]+")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMainSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/main/java/");
  }

  private static void check(JavaClasses classes) {
    noClasses()
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "a method that takes the locale of the machine",
                (JavaCodeUnitAccess<?> call) -> isLocalised(call)))
        .check(classes);
  }

  private static boolean isLocalised(JavaCodeUnitAccess<?> call) {
    if (!(call.getTarget() instanceof CodeUnitCallTarget target)
        || target.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Locale.class))) {
      return false;
    }
    boolean named =
        LOCALISED.entrySet().stream()
            .anyMatch(
                entry ->
                    target.getOwner().isEquivalentTo(entry.getKey())
                        && entry.getValue().contains(target.getName()));
    return named
        || (target.getOwner().isAssignableTo(NumberFormat.class)
            && target.getName().matches("get\\w*Instance"));
  }

  static final class Formats {
    static String text(String format) {
      return String.format(format, 1);
    }
  }

  static final class Cases {
    static String text(String word) {
      return word.toLowerCase();
    }
  }

  static final class Prints {
    static void text(PrintStream out) {
      out.printf("%d", 1);
    }
  }

  static final class Numbers {
    static String text() {
      return new DecimalFormat("0.0").format(1);
    }
  }

  static final class Currencies {
    static String text() {
      return NumberFormat.getInstance().format(1);
    }
  }
}
