package org.fedmas.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of Java source that finds comments and messages against the rules of plain English. */
final class EnglishReader {

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern LITERAL =
      Pattern.compile(
          "'(?:\\\\.|[^'\\\\\n])+'|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?:What|Who|Whom|Whose|Where|Which|How|When|Why|The same|As above|Those|These|This|That"
              + "|It|Its|They|Their|He|Somebody|Nobody|Something|Nothing|Everything|Everybody"
              + "|So that|Says|Tells|Told|There)\\b.*");
  private static final Pattern WORDING =
      Pattern.compile(
          "\\b(?:anew|nobody|somebody)\\b|\\bis no (?!longer\\b)[a-z]", Pattern.CASE_INSENSITIVE);
  private static final Pattern IDIOM =
      Pattern.compile(
          "\\b(?:gives? up|goes on|going on|there (?:is|are|was|were))\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern VERB = Pattern.compile("[A-Z][a-z]+(?:-[a-z]+)*s");
  private static final Set<String> NOUNS =
      Set.of(
          ("Always Across Artifacts As Bytes Classes Clients Digests Features Files Folders"
                  + " Gradients Hyperparameters Images Keys Less Lines Logits Losses Manifests"
                  + " Means Millis Models Names Numbers Offsets Others Parameters Positions"
                  + " Predictions Rows Scores Seconds Shards Statistics Sums Tensors Units"
                  + " Values Views Weights")
              .split(" "));
  private static final Pattern ANNOTATIONS =
      Pattern.compile("\\s*(?:@(?!interface)[\\w.]+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s+)*");
  private static final Pattern CALLABLE =
      Pattern.compile(
          "(?:(?:public|protected|private|static|final|abstract|default|synchronized|native"
              + "|@[\\w.]+)\\s+)*"
              + "(?!(?:sealed|non-sealed|class|record|enum|interface|package)\\b)"
              + "(?<type>(?:<[^(={;]*>\\s+)?[\\w.@]+(?:<[^(={;]*>)?"
              + "(?:(?:\\s*@[\\w.]+\\s*)?\\[\\])*\\s+)?"
              + "(?<name>\\w+)\\s*\\([^=;{]*.*",
          Pattern.DOTALL);

  private final String file;
  private final String source;
  private final List<String> findings = new ArrayList<>();

  private EnglishReader(String file, String source) {
    this.file = file;
    this.source = source;
  }

  /** Returns one line per finding: file, line, rule and sentence. */
  static List<String> findings(String file, String source) {
    EnglishReader reader = new EnglishReader(file, source);
    Matcher javadoc = JAVADOC.matcher(source);
    while (javadoc.find()) {
      reader.javadoc(javadoc);
    }
    reader.messages();
    return reader.findings;
  }

  private void javadoc(Matcher javadoc) {
    String text = javadoc.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip();
    String sentence = text.split("\n\\s*(?:@|<p>)", 2)[0].replaceAll("\\s+", " ");
    if (sentence.startsWith("@")) {
      return;
    }
    String first = sentence.split(" ", 2)[0].replaceAll("[.,;:]$", "");
    boolean verb = VERB.matcher(first).matches() && !NOUNS.contains(first);
    if (FORBIDDEN.matcher(sentence).matches()) {
      add(javadoc.start(), "forbidden first word", sentence);
    } else if (!verb && !sentence.startsWith("{@") && isCallable(javadoc.end())) {
      add(javadoc.start(), "expected a verb in the third person", sentence);
    }
    if (WORDING.matcher(text.replaceAll("\\s+", " ")).find()) {
      add(javadoc.start(), "wording", sentence);
    }
  }

  /** Returns whether the declaration at a position is a method or constructor. */
  private boolean isCallable(int start) {
    String rest = source.substring(start, Math.min(source.length(), start + 700));
    Matcher annotations = ANNOTATIONS.matcher(rest);
    String declaration = rest.substring(annotations.lookingAt() ? annotations.end() : 0);
    Matcher callable = CALLABLE.matcher(declaration.split("[=;{]", 2)[0]);
    return callable.matches()
        && !(callable.group("type") == null
            && callable.group("name").equals(callable.group("name").toUpperCase(Locale.ROOT)));
  }

  private void messages() {
    Matcher literal = LITERAL.matcher(withoutComments());
    while (literal.find()) {
      String text = literal.group().replaceAll("\\s+", " ");
      if (WORDING.matcher(text).find() || IDIOM.matcher(text).find()) {
        add(literal.start(), "wording", literal.group());
      }
    }
  }

  private String withoutComments() {
    return COMMENT.matcher(source).replaceAll(match -> match.group().replaceAll("[^\n]", " "));
  }

  private void add(int position, String rule, String text) {
    long line = 1 + source.substring(0, position).chars().filter(c -> c == '\n').count();
    findings.add("%s:%s: %s: %s".formatted(file, line, rule, text.strip()));
  }
}
