package org.loopscope.stimulus.recorded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

class RecordedSubjectTest {
    private static final int PICTURES = 30;
    private static final int NEURONS = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    private Path images = Path.of("images.zip");
    private Path responses = Path.of("responses.npy");

    @BeforeEach
    void record() throws IOException {
        images = folder.resolve("images.zip");
        responses = folder.resolve("responses.npy");
        writePictures(images, PICTURES, "png");
        double[][] rates = new double[NEURONS][PICTURES];
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            Arrays.setAll(rates[neuron], picture -> picture);
            rates[neuron][0] = neuron;
        }
        NpyFile.write(responses, rates);
    }

    @Test
    void shouldKeepPictureAndResponseTogetherWhenSplit() {
        RecordedSubject subject = RecordedSubject.read(files(images, responses));
        assertEquals(NEURONS, subject.neurons());
        assertEquals(5, subject.bank().heldOut().size());
        assertEquals(25, subject.bank().choosable().size());
        assertEquals(22, subject.trainPictures());
        assertFalse(subject.isValidation(21));
        assertTrue(subject.isValidation(22));
        float[] rates = new float[NEURONS];
        for (int i = 0; i < 25; i++) {
            StimulusImage image = subject.bank().choosable().get(i);
            int shown = subject.presentationOf(new Stimulus.BankImage(i));
            assertEquals(String.format(Locale.ROOT, "picture%03d", shown), image.id());
            assertEquals(shown, subject.presentationOf(image));
            // Each picture's grey tells its place, and so does each response.
            assertEquals((8 * shown - 127.5) / 127.5, image.pixels()[0], 1e-6);
            subject.respond(new Stimulus.BankImage(i), rates);
            assertEquals(shown == 0 ? 2 : shown, rates[2]);
        }
        int heldOut = subject.presentationOf(new Stimulus.HeldOutImage(4));
        assertEquals(NumpySplit.of(PICTURES, 1).test()[4], heldOut);
        assertArrayEquals(
                new float[] {0, 1, 2},
                new float[] {subject.responses()[0][0], subject.responses()[1][0], subject.responses()[2][0]});
        assertEquals(-1, subject.presentationOf(new StimulusImage("mei", PictureSize.square(8), new float[64])));
        assertTrue(
                subject.bank().provenance().contains("images.zip (sha256 "),
                subject.bank().provenance());
    }

    @Test
    void shouldRefuseAStimulusWhenItWasNotRecorded() {
        RecordedSubject subject = RecordedSubject.read(files(images, responses));
        StimulusImage image = new StimulusImage("mei-3", PictureSize.square(8), new float[64]);
        assertRefused(() -> subject.presentationOf(new Stimulus.Synthesized(3, 10, image)), "mei-3", "from the bank");
        assertRefused(() -> subject.presentationOf(new Stimulus.Blank()), "blank");
    }

    @Test
    void shouldSayWhichFileAndWhatToDoWhenTheTwoDoNotFit() throws IOException {
        Path none = folder.resolve("none.zip");
        assertRefused(
                () -> RecordedSubject.read(files(none, responses)), "none.zip", "no such file", "zip of pictures");
        assertRefused(() -> RecordedSubject.read(files(folder, responses)), "no such file");
        assertRefused(() -> RecordedSubject.read(files(responses, responses)), "responses.npy", "not a zip");
        assertRefused(() -> RecordedSubject.read(files(images, images)), "images.zip", "not a NumPy");

        writePictures(images, PICTURES - 1, "png");
        assertRefused(
                () -> RecordedSubject.read(files(images, responses)),
                "responses to 30 pictures",
                "images.zip holds 29",
                "one session?");
        writePictures(images, NEURONS, "png");
        assertRefused(() -> RecordedSubject.read(files(images, responses)), "transpose");
        writePictures(images, 0, "png");
        assertRefused(() -> RecordedSubject.read(files(images, responses)), "no .jpg or .png");
    }

    @Test
    void shouldNameTheEntryWhenAPictureIsDamaged() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(images))) {
            zip.putNextEntry(new ZipEntry("a.jpg"));
            zip.write("no picture".getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(() -> RecordedSubject.read(files(images, responses)), "entry a.jpg", "neither a JPEG", "remove");
        writePictures(images, 1, "jpg");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(() -> RecordedSubject.read(files(images, responses)), "images.zip");
    }

    @Test
    void shouldNamePlaceOfTheValueWhenAResponseIsNotANumber() throws IOException {
        double[][] rates = new double[NEURONS][PICTURES];
        rates[1][7] = Double.NaN;
        NpyFile.write(responses, rates);
        assertRefused(() -> RecordedSubject.read(files(images, responses)), "neuron 1", "picture 7", "NaN");
    }

    @Test
    void shouldRefuseWhenSizeOrSeedIsOutOfRange() {
        assertRefused(() -> new RecordedFiles(images, responses, new PictureSize(31, 4), 1), "picture size", "31x4 px");
        assertRefused(() -> new RecordedFiles(images, responses, PictureSize.square(31), -1), "seed");
    }

    private static RecordedFiles files(Path images, Path responses) {
        return new RecordedFiles(images, responses, PictureSize.square(8), 1);
    }

    /** Pictures in reverse order in the zip, each of one grey: 8 times its number. */
    private static void writePictures(Path file, int count, String format) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("notes.txt"));
            for (int i = count - 1; i >= 0; i--) {
                BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
                for (int p = 0; p < 256; p++) {
                    picture.setRGB(p % 16, p / 16, 8 * i * 0x10101);
                }
                zip.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "picture%03d.%s", i, format)));
                writePicture(picture, format, zip);
            }
        }
    }

    private static void writePicture(BufferedImage picture, String format, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(picture, format, bytes));
        bytes.writeTo(out);
    }
}
