package org.loopscope.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.recorded.RecordedFiles;
import org.loopscope.stimulus.recorded.RecordedSubject;

/** Responses of macaque V4 to natural pictures (Cowley et al.), split as the PyTorch baseline splits them. */
public final class V4Recording {
    public static final PictureSize SIZE = PictureSize.square(31);

    private final RecordedSubject subject;

    private V4Recording(RecordedSubject subject) {
        this.subject = subject;
    }

    /** Reads a session; without the sample data the test is skipped. */
    public static V4Recording require(String session, int split) {
        return new V4Recording(RecordedSubject.read(new RecordedFiles(
                file("v4/images_" + session + ".zip"), file("v4/responses_" + session + ".npy"), SIZE, split)));
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
        return subject.neurons();
    }

    /** Mean and standard deviation of all pixels that a model may see. */
    public PictureScale scale() {
        return PictureScale.of(
                subject.bank().choosable().stream().map(StimulusImage::pixels).toList());
    }

    /** Hands over the 880 training and the 120 validation presentations. */
    public void teach(EncodingModel model) {
        for (int i = 0; i < subject.bank().choosable().size(); i++) {
            float[] picture = subject.bank().choosable().get(i).pixels();
            float[] response = responses(new Stimulus.BankImage(i));
            if (subject.isValidation(i)) {
                model.addValidation(picture, response);
            } else {
                model.add(picture, response);
            }
        }
    }

    private float[] responses(Stimulus stimulus) {
        float[] responses = new float[subject.neurons()];
        int presentation = subject.presentationOf(stimulus);
        for (int n = 0; n < responses.length; n++) {
            responses[n] = subject.responses()[n][presentation];
        }
        return responses;
    }

    /** Mean over neurons of the correlation with the responses to the 200 test pictures. */
    public double testCorrelation(EncodingModel model) {
        List<StimulusImage> pictures = subject.bank().heldOut();
        float[] images = new float[pictures.size() * SIZE.pixels()];
        float[] measured = new float[pictures.size() * neurons()];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).pixels(), 0, images, i * SIZE.pixels(), SIZE.pixels());
            System.arraycopy(responses(new Stimulus.HeldOutImage(i)), 0, measured, i * neurons(), neurons());
        }
        float[] predicted = new float[measured.length];
        model.predict(images, pictures.size(), predicted);
        return Correlation.mean(Correlation.perNeuron(predicted, measured, pictures.size(), neurons()));
    }
}
