package org.loopscope.stimulus.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/**
 * A recording to choose from: real pictures, and what real neurons answered to each. The bank's choosable pictures are
 * those for training, then those for validation; its held-out pictures are those for testing.
 */
public final class RecordedSubject {
    private final StimulusBank bank;
    private final int trainPictures;
    private final int[] choosableRows;
    private final int[] heldOutRows;
    private final float[][] responses;
    private final Map<String, Integer> presentationById = new HashMap<>();

    private RecordedSubject(StimulusBank bank, NumpySplit split, float[][] responses) {
        this.bank = bank;
        this.trainPictures = split.train().length;
        this.choosableRows = choosable(split);
        this.heldOutRows = split.test();
        this.responses = responses;
        for (int i = 0; i < choosableRows.length; i++) {
            presentationById.put(bank.choosable().get(i).id(), choosableRows[i]);
        }
        for (int i = 0; i < heldOutRows.length; i++) {
            presentationById.put(bank.heldOut().get(i).id(), heldOutRows[i]);
        }
    }

    /**
     * Reads and checks both files.
     *
     * @throws IllegalArgumentException with one line when a file is missing, is not what it should be, or the two do
     *     not belong together
     */
    public static RecordedSubject read(RecordedFiles files) {
        NpyArray array = NpyArray.read(files.responses());
        if (array.shape().length != 2) {
            throw Unreadable.at(
                    files.responses(),
                    "has shape " + Arrays.toString(array.shape()) + "; neurons x pictures are needed");
        }
        List<StimulusImage> pictures = PictureArchive.read(files.images(), files.size());
        int neurons = array.shape()[0];
        int presented = array.shape()[1];
        if (presented != pictures.size()) {
            String hint =
                    neurons == pictures.size() ? "; transpose it, neurons come first" : "; are both of one session?";
            throw Unreadable.at(
                    files.responses(),
                    "has responses to " + presented + " pictures, but " + files.images() + " holds " + pictures.size()
                            + hint);
        }
        if (neurons == 0 || pictures.size() < 10) {
            throw Unreadable.at(
                    files.responses(),
                    "has " + neurons + " neurons and " + presented + " pictures; at least 1 and 10 are needed");
        }
        NumpySplit split = NumpySplit.of(presented, files.splitSeed());
        StimulusBank bank =
                new StimulusBank(select(pictures, choosable(split)), select(pictures, split.test()), provenance(files));
        return new RecordedSubject(bank, split, rows(array, files.responses()));
    }

    public StimulusBank bank() {
        return bank;
    }

    public int neurons() {
        return responses.length;
    }

    /** How many of the choosable pictures are for training; those from this index on are for validation. */
    public int trainPictures() {
        return trainPictures;
    }

    /** True for a choosable picture that a model shall stop its training by, not learn from. */
    public boolean isValidation(int choosableIndex) {
        return choosableIndex >= trainPictures;
    }

    /** What the neurons answered, neurons x pictures in the order of presentation; the file's unit, not copied. */
    public float[][] responses() {
        return responses;
    }

    /** Place of a stimulus of this subject's bank in the order of presentation. */
    public int presentationOf(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.BankImage image -> choosableRows[image.index()];
            case Stimulus.HeldOutImage image -> heldOutRows[image.index()];
            case Stimulus.Blank blank ->
                throw new IllegalArgumentException("a recorded subject has no response to a blank screen");
            case Stimulus.GaudyImage image ->
                throw new IllegalArgumentException("a recorded subject has no response to the gaudy picture "
                        + image.index() + "; use a policy that chooses from the bank");
            case Stimulus.Synthesized image ->
                throw new IllegalArgumentException("a recorded subject has no response to the synthesized picture "
                        + image.image().id() + "; use a policy that chooses from the bank");
        };
    }

    /** Place of a picture, as seen on a screen, in the order of presentation; -1 where it is not of this subject's. */
    public int presentationOf(StimulusImage image) {
        return presentationById.getOrDefault(image.id(), -1);
    }

    /** The response of every neuron to a stimulus of this subject's bank, into {@code rates}. */
    public void respond(Stimulus stimulus, float[] rates) {
        int presentation = presentationOf(stimulus);
        for (int neuron = 0; neuron < responses.length; neuron++) {
            rates[neuron] = responses[neuron][presentation];
        }
    }

    private static int[] choosable(NumpySplit split) {
        int[] rows = Arrays.copyOf(split.train(), split.train().length + split.validation().length);
        System.arraycopy(split.validation(), 0, rows, split.train().length, split.validation().length);
        return rows;
    }

    private static List<StimulusImage> select(List<StimulusImage> pictures, int[] rows) {
        List<StimulusImage> selected = new ArrayList<>(rows.length);
        for (int row : rows) {
            selected.add(pictures.get(row));
        }
        return selected;
    }

    private static float[][] rows(NpyArray array, Path file) {
        int neurons = array.shape()[0];
        int pictures = array.shape()[1];
        float[][] rows = new float[neurons][pictures];
        for (int i = 0; i < array.values().length; i++) {
            float value = (float) array.values()[i];
            if (!Float.isFinite(value)) {
                throw Unreadable.at(
                        file,
                        "the response of neuron " + i / pictures + " to picture " + i % pictures + " is " + value
                                + "; leave out that neuron or picture");
            }
            rows[i / pictures][i % pictures] = value;
        }
        return rows;
    }

    private static String provenance(RecordedFiles files) {
        return "recorded: " + name(files.images()) + " with " + name(files.responses()) + ", " + files.size()
                + ", split " + files.splitSeed();
    }

    private static String name(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return file.getFileName() + " (sha256 " + HexFormat.of().formatHex(hash, 0, 8) + ")";
        } catch (IOException e) {
            throw Unreadable.missing(file, "a file that stays readable", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
