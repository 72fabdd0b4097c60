package org.loopscope.stimulus.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/** On the sample recording 201025; skipped where it is not on the machine. */
class RealRecordingTest {
    private static final int SIZE_PX = 31;
    /** Java's JPEG decoder and Pillow's differ by rounding. */
    private static final double GREY_TOLERANCE = 2;

    @Test
    void shouldMatchPillowWhenRealPicturesAreDecoded() {
        RecordedSubject subject = read();
        assertEquals(89, subject.neurons());
        assertEquals(2.63636364, subject.responses()[0][0], 1e-6);
        assertEquals(3.18181818, subject.responses()[88][1199], 1e-6);
        // Row 15, columns 10 to 17, and the mean of the whole picture, by Pillow 13.0.0.
        assertPicture(subject, "image0001", new int[] {15, 16, 29, 38, 38, 35, 32, 30}, 53.543);
        assertPicture(subject, "image0601", new int[] {79, 84, 82, 86, 94, 90, 98, 181}, 135.696);
        assertPicture(subject, "image1200", new int[] {143, 154, 171, 163, 153, 170, 160, 120}, 99.669);
        assertEquals("image0637", subject.bank().heldOut().getFirst().id());
    }

    private static void assertPicture(RecordedSubject subject, String id, int[] row15, double mean) {
        StimulusImage found = null;
        for (StimulusImage image : subject.bank().choosable()) {
            found = image.id().equals(id) ? image : found;
        }
        for (StimulusImage image : subject.bank().heldOut()) {
            found = image.id().equals(id) ? image : found;
        }
        assertNotNull(found, id);
        for (int i = 0; i < row15.length; i++) {
            double grey = found.pixels()[15 * SIZE_PX + 10 + i] * 127.5 + 127.5;
            assertEquals(row15[i], grey, GREY_TOLERANCE, id + " column " + (10 + i));
        }
        double sum = 0;
        for (float p : found.pixels()) {
            sum += p * 127.5 + 127.5;
        }
        assertEquals(mean, sum / found.pixels().length, 0.3, id);
    }

    private static RecordedSubject read() {
        Path data = dataFolder().orElse(Path.of("none"));
        assumeTrue(
                Files.isRegularFile(data.resolve("v4/images_201025.zip")),
                "skipped: the sample recording v4/images_201025.zip is not on this machine");
        Path v4 = data.resolve("v4");
        return RecordedSubject.read(new RecordedFiles(
                v4.resolve("images_201025.zip"), v4.resolve("responses_201025.npy"), PictureSize.square(SIZE_PX), 1));
    }

    /** {@code shared/data} beside the repository, or what LOOPSCOPE_DATA names. */
    private static Optional<Path> dataFolder() {
        String named = System.getenv("LOOPSCOPE_DATA");
        Optional<Path> folder = Optional.ofNullable(named).map(Path::of);
        for (Path at = Path.of("").toAbsolutePath(); folder.isEmpty() && at != null; at = at.getParent()) {
            folder = Optional.of(at.resolve("shared/data")).filter(Files::isDirectory);
        }
        return folder;
    }
}
