package org.loopscope.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.recorded.NumpySplit;
import org.loopscope.stimulus.recorded.RecordedFiles;
import org.loopscope.stimulus.recorded.RecordedSubject;

/** Responses of macaque V4 to natural pictures (Cowley et al.), split as the PyTorch baseline splits them. */
public final class V4Recording {
    public static final PictureSize SIZE = PictureSize.square(31);

    private final float[][] pictures;
    private final float[][] responses;
    private final NumpySplit split;

    /**
     * @param pictures in the order of presentation
     * @param responses neurons x pictures
     */
    private V4Recording(float[][] pictures, float[][] responses, NumpySplit split) {
        this.pictures = pictures;
        this.responses = responses;
        this.split = split;
    }

    /** Reads a session; without the sample data the test is skipped. */
    public static V4Recording require(String session, int split) {
        RecordedSubject subject = RecordedSubject.read(new RecordedFiles(
                file("v4/images_" + session + ".zip"), file("v4/responses_" + session + ".npy"), SIZE, split));
        float[][] pictures = new float[subject.responses()[0].length][];
        for (StimulusImage picture : subject.bank().choosable()) {
            pictures[subject.presentationOf(picture)] = picture.pixels();
        }
        for (StimulusImage picture : subject.bank().heldOut()) {
            pictures[subject.presentationOf(picture)] = picture.pixels();
        }
        return new V4Recording(pictures, subject.responses(), NumpySplit.of(pictures.length, split));
    }

    /** The same session split in another way. */
    public V4Recording split(int other) {
        return new V4Recording(pictures, responses, NumpySplit.of(pictures.length, other));
    }

    private static Path file(String name) {
        Path found = folder().resolve(name);
        assumeTrue(Files.exists(found), () -> "skipped: no " + found + "; set LOOPSCOPE_DATA to the sample data");
        return found;
    }

    private static Path folder() {
        String named = System.getenv("LOOPSCOPE_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data"))) {
                return at.resolve("shared/data");
            }
        }
        return Path.of("shared", "data");
    }

    public int neurons() {
        return responses.length;
    }

    /** Of all pictures that a model may see. */
    public PictureScale scale() {
        return PictureScale.of(IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
                .mapToObj(picture -> pictures[picture])
                .toList());
    }

    /** Hands over the 880 training and the 120 validation presentations. */
    public void teach(EncodingModel model) {
        for (int picture : split.train()) {
            model.add(pictures[picture], responsesTo(picture));
        }
        for (int picture : split.validation()) {
            model.addValidation(pictures[picture], responsesTo(picture));
        }
    }

    private float[] responsesTo(int picture) {
        float[] of = new float[neurons()];
        for (int n = 0; n < of.length; n++) {
            of[n] = responses[n][picture];
        }
        return of;
    }

    /** Mean over neurons of the correlation with the responses to the 200 test pictures. */
    public double testCorrelation(EncodingModel model) {
        int count = split.test().length;
        float[] images = new float[count * SIZE.pixels()];
        float[] measured = new float[count * neurons()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pictures[split.test()[i]], 0, images, i * SIZE.pixels(), SIZE.pixels());
            System.arraycopy(responsesTo(split.test()[i]), 0, measured, i * neurons(), neurons());
        }
        float[] predicted = new float[measured.length];
        model.predict(images, count, predicted);
        return Correlation.mean(Correlation.perNeuron(predicted, measured, count, neurons()));
    }
}
