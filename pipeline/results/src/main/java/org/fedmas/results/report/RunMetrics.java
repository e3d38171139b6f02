package org.fedmas.results.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run, exactly as {@code metrics.json} holds them: component names in snake_case
 * are its keys, in this order. A score over no images is null; NaN and infinities, which JSON
 * lacks, become null too.
 *
 * @param schema version of the form; absent from files of form 1
 * @param fold as given on the command line
 * @param classes names, in class order
 * @param clients in client order; lists "per client" elsewhere follow it
 * @param rounds in order, from round 1
 * @param selected the best round and its test scores; null as long as no round was scored
 * @param caveats limits of the scores; absent where there are none
 * @param last the test scores of the last round; absent until they are known, and where each client
 *     trains alone
 * @param federation {@code local} or {@code pooled}; absent for a federation
 * @param personal scores of the clients' own models; absent unless asked for
 * @param matrix balanced accuracy of the model of client i on the test part of client j, in row i;
 *     absent unless each client trains alone, as the next
 * @param union scores of the model of each client on all test images; null where it has none
 * @param end the state after the last round; its key is {@code final}
 */
public record RunMetrics(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer schema,
    String run,
    int fold,
    long seed,
    List<String> classes,
    List<Client> clients,
    List<RoundMetrics> rounds,
    @Nullable Selected selected,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ScoreCaveat> caveats,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LastRound last,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String federation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Personal personal,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<@Nullable Double>> matrix,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable TestScores> union,
    @JsonProperty("final") @Nullable Final end) {

  /** The version of the form that is written. */
  public static final int SCHEMA = 2;

  public RunMetrics {
    classes = List.copyOf(classes);
    clients = List.copyOf(clients);
    rounds = List.copyOf(rounds);
    caveats = caveats == null ? List.of() : List.copyOf(caveats); // absent from most files
    matrix = matrix == null ? null : matrix.stream().map(FiniteNumbers::of).toList();
    union = union == null ? null : Collections.unmodifiableList(new ArrayList<>(union));
  }

  /**
   * A client by number and name, with its disjoint parts.
   *
   * @param classes absent from files of earlier versions
   */
  public record Client(
      int client,
      String name,
      Images images,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Classes classes) {}

  /** The number of a client's images in each part; null where a bundle hides a small number. */
  public record Images(
      @Nullable Integer train, @Nullable Integer validation, @Nullable Integer test) {

    /** Returns a number, or 0 for a hidden one. */
    public static int known(@Nullable Integer images) {
      return images == null ? 0 : images;
    }
  }

  /** The number of classes that a client's images have in each part. */
  public record Classes(int train, int validation, int test) {}

  /**
   * One round.
   *
   * @param round from 1
   * @param weights aggregation weight per client, 0 where it did not take part
   * @param seconds wall time; null if it is not known
   * @param clients those that took part
   * @param global scores of the aggregated model
   * @param privacy the privacy spent so far; absent without the keys {@code privacy.*}
   */
  public record RoundMetrics(
      int round,
      List<@Nullable Double> weights,
      @Nullable Double seconds,
      List<ClientRound> clients,
      GlobalScores global,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SpentPrivacy privacy) {

    public RoundMetrics {
      weights = FiniteNumbers.of(weights);
      seconds = FiniteNumbers.of(seconds);
      clients = List.copyOf(clients);
    }
  }

  /**
   * One client in one round.
   *
   * @param loss mean training loss
   * @param classPrior P_kc; null where the method has none
   * @param classDivergence S_kc; null where the method has none
   * @param robustFactor ρ_k; null where the method has none
   * @param balancedAccuracy of the local model on the client's validation part
   * @param lossParts means of the parts of the loss by name; null unless they are asked for
   * @param bytesSent bytes that the client sends to the server; absent from earlier files and where
   *     nothing is exchanged, as the next
   * @param bytesReceived bytes that the client receives from the server
   */
  public record ClientRound(
      int client,
      @Nullable Double loss,
      @JsonProperty("prior") @Nullable List<@Nullable Double> classPrior,
      @JsonProperty("class_loss") @Nullable List<@Nullable Double> classDivergence,
      @Nullable Double robustFactor,
      @Nullable Double balancedAccuracy,
      @JsonProperty("loss_parts") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, Double> lossParts,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytesSent,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytesReceived) {

    /** Creates a client's round without parts of its loss and without traffic. */
    public ClientRound(
        int client,
        @Nullable Double loss,
        @Nullable List<@Nullable Double> classPrior,
        @Nullable List<@Nullable Double> classDivergence,
        @Nullable Double robustFactor,
        @Nullable Double balancedAccuracy) {
      this(
          client,
          loss,
          classPrior,
          classDivergence,
          robustFactor,
          balancedAccuracy,
          null,
          null,
          null);
    }

    @JsonCreator
    public ClientRound {
      loss = FiniteNumbers.of(loss);
      classPrior = FiniteNumbers.orNone(classPrior);
      classDivergence = FiniteNumbers.orNone(classDivergence);
      robustFactor = FiniteNumbers.of(robustFactor);
      balancedAccuracy = FiniteNumbers.of(balancedAccuracy);
    }
  }

  /**
   * The global model of a round on the union of the clients' parts.
   *
   * @param validation null where nothing is held back
   * @param test null unless rounds are selected on test images
   */
  public record GlobalScores(@Nullable PartScore validation, @Nullable PartScore test) {}

  /**
   * The score that rounds are compared by.
   *
   * @param classes the number of classes that it is over; absent from files of earlier versions
   */
  public record PartScore(
      @Nullable Double balancedAccuracy,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer classes) {

    public PartScore {
      balancedAccuracy = FiniteNumbers.of(balancedAccuracy);
    }
  }

  /**
   * The selected round.
   *
   * @param round from 1
   * @param by the images it was selected on
   * @param test its scores on the union of the test parts
   * @param perClient balanced accuracy on each client's own test part
   */
  public record Selected(
      int round, Selection by, @Nullable TestScores test, List<@Nullable Double> perClient) {

    public Selected {
      perClient = FiniteNumbers.of(perClient);
    }
  }

  /**
   * The last round, scored like the selected one.
   *
   * @param round from 1
   * @param test its scores on the union of the test parts
   * @param perClient balanced accuracy on each client's own test part
   */
  public record LastRound(int round, TestScores test, List<@Nullable Double> perClient) {

    public LastRound {
      perClient = FiniteNumbers.of(perClient);
    }
  }

  /**
   * Scores of each client's own model on its own test part. The model is the client's after local
   * training in the round that was best for this client.
   *
   * @param by the images on which each client's round was chosen, its own of that part
   * @param meanBalancedAccuracy over the clients that have a score
   * @param clients every client, in order
   */
  public record Personal(
      Selection by, @Nullable Double meanBalancedAccuracy, List<PersonalScore> clients) {

    public Personal {
      meanBalancedAccuracy = FiniteNumbers.of(meanBalancedAccuracy);
      clients = List.copyOf(clients);
    }
  }

  /**
   * One client's own model.
   *
   * @param round from 1; null for a client that never took part
   * @param balancedAccuracy null without test images too
   * @param accuracy likewise
   */
  public record PersonalScore(
      int client,
      @Nullable Integer round,
      @Nullable Double balancedAccuracy,
      @Nullable Double accuracy) {

    public PersonalScore {
      balancedAccuracy = FiniteNumbers.of(balancedAccuracy);
      accuracy = FiniteNumbers.of(accuracy);
    }
  }

  /** The state after the last round: the content digest of the global model, {@code sha256:…}. */
  public record Final(@Nullable String globalModel) {}

  /** Writes the file, whole or not at all. */
  public void write(Path file, DurableFiles files) throws IOException {
    files.replace(file, JsonText.indented(this).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws MissingInputException if the file does not exist
   * @throws CorruptArtifactException if it is not JSON of this form
   */
  public static RunMetrics read(Path file) throws IOException {
    try {
      return JsonText.parse(Files.readString(file), RunMetrics.class);
    } catch (NoSuchFileException e) {
      throw new MissingInputException(
          file + " does not exist: the run has not been scored yet; run it first", e);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new CorruptArtifactException(
          "%s is not a metrics file (%s); delete it and run again, which writes a new one"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
