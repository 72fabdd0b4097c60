package org.loopscope.controller.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.Response;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.stimulus.Stimulus;

/** What the experiment knows so far: the newest of each kind of model update, the repeats, the targets. */
public final class Knowledge {
    private final int neurons;
    private final RepeatedResponses repeats;
    private int updatesTaken;
    private int presentationsToLearn;
    private int presentationsInModel;
    private int bankScoresTaken;
    private ModelUpdate.@Nullable BankScores bankScores;
    private int[] ranking = {};
    private int rankingsTaken;
    private ModelUpdate.@Nullable Images images;
    private ModelUpdate.@Nullable Images controls;
    private ModelUpdate.@Nullable Generation generation;
    private int generationsTaken;
    private ModelUpdate.@Nullable Quality quality;
    private final SortedMap<Integer, CellComplexness> cells = new TreeMap<>();
    private int[] targets = {};
    private float learningRateFactor = 1;

    public Knowledge(int neurons, int heldOutImages) {
        this.neurons = neurons;
        repeats = new RepeatedResponses(Math.max(1, heldOutImages), neurons);
    }

    /** An answer came for targets that are none any more: it counts, and that is all. */
    void passOver() {
        updatesTaken++;
    }

    void take(ModelUpdate update) {
        updatesTaken++;
        switch (update) {
            case ModelUpdate.BankScores scores -> {
                bankScores = scores;
                bankScoresTaken++;
                presentationsInModel = scores.presentations();
            }
            case ModelUpdate.BankRanking newest -> {
                ranking = newest.pictures();
                rankingsTaken++;
                presentationsInModel = Math.max(presentationsInModel, newest.presentations());
            }
            case ModelUpdate.Images newest -> {
                images = newest.candidates().isEmpty() ? null : newest;
                presentationsInModel = newest.presentations();
            }
            case ModelUpdate.Controls newest -> {
                controls = newest.images().candidates().isEmpty() ? null : newest.images();
                presentationsInModel = newest.images().presentations();
            }
            case ModelUpdate.Generation newest -> {
                generation = newest;
                generationsTaken++;
            }
            case ModelUpdate.Quality newest -> quality = newest;
            case ModelUpdate.Surveyed surveyed -> surveyed.judged().forEach(cell -> cells.put(cell.neuron(), cell));
            case ModelUpdate.Trained trained -> {}
            case ModelUpdate.Snapshot snapshot -> {}
        }
    }

    /** Sends a response to the model: a held-out picture's to the test set, any other to the training set. */
    void learn(Response response, int trainingSteps, float learningRate, Consumer<ModelRequest> model) {
        if (response.presentation().decision().stimulus() instanceof Stimulus.HeldOutImage heldOut) {
            repeats.add(heldOut.index(), response.rates());
        } else {
            presentationsToLearn++;
        }
        model.accept(new ModelRequest.Learn(response, trainingSteps, learningRate * learningRateFactor));
    }

    /** Images of other targets are forgotten. */
    void aimAt(int[] neurons) {
        if (!Arrays.equals(targets, neurons)) {
            images = null;
        }
        targets = neurons;
    }

    /** Multiplies every learning rate from the next response on. */
    void learnFaster(float factor) {
        learningRateFactor = factor;
    }

    public int neurons() {
        return neurons;
    }

    public RepeatedResponses repeats() {
        return repeats;
    }

    public int[] targets() {
        return targets;
    }

    public ModelUpdate.@Nullable BankScores bankScores() {
        return bankScores;
    }

    /** Pictures of the newest ranking, best first; empty before the first. */
    int[] ranking() {
        return ranking;
    }

    int rankingsTaken() {
        return rankingsTaken;
    }

    int bankScoresTaken() {
        return bankScoresTaken;
    }

    public ModelUpdate.@Nullable Images images() {
        return images;
    }

    /** The least exciting images made as controls, null where none were. */
    ModelUpdate.@Nullable Images controls() {
        return controls;
    }

    /** The newest generation of evolved pictures, null where none were evolved. */
    ModelUpdate.@Nullable Generation generation() {
        return generation;
    }

    int generationsTaken() {
        return generationsTaken;
    }

    public ModelUpdate.@Nullable Quality quality() {
        return quality;
    }

    /** What was last said of each cell that was judged simple or complex, by neuron. */
    public List<CellComplexness> cells() {
        return List.copyOf(cells.values());
    }

    /** Serial of the newest update taken, -1 for none. */
    int newestUpdate() {
        return updatesTaken - 1;
    }

    /** Presentations measured since the data that the newest scores or images rest on. */
    int modelAge() {
        return presentationsToLearn - presentationsInModel;
    }
}
