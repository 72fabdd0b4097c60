package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** Real responses stand in for the animal: what is measured is what was recorded, to the bit, and nothing of the next. */
final class RecordedResponsesTest {
    private static final int PICTURES = 60;
    private static final int NEURONS = 5;
    private static final int SIDE_PX = 20;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(7);
    private final float[][] responses = new float[PICTURES][NEURONS];

    @Test
    void shouldMeasureTheRecordedResponsesThemselves() throws IOException {
        List<String> overrides = List.of(
                "subject.images=" + pictures(),
                "subject.responses=" + recorded(),
                "source.compare_with_random=false",
                "stimuli.size=16 px",
                "model.device=java",
                "model.channels=[16, 16]",
                "model.kernels=[5, 3]",
                "model.batch=16",
                "model.scale_from=16",
                "learning.polish_steps=3",
                "learning.targets=2",
                "blocks.map.stop.presentations=60");
        assertEquals(0, SmallSession.runExample(folder, "recorded-responses.yaml", overrides));

        Path session = SmallSession.sessionIn(folder);
        Set<List<Float>> measured = measured(session);
        Set<List<Float>> known =
                Arrays.stream(responses).map(RecordedResponsesTest::boxed).collect(Collectors.toSet());
        assertEquals(PICTURES, measured.size(), "every picture was shown once");
        assertTrue(known.containsAll(measured), "a measured response is a mixture of recorded ones");
        assertEquals(0, SmallSession.replay(session));
    }

    private static Set<List<Float>> measured(Path session) throws IOException {
        Stream.Builder<List<Float>> rates = Stream.builder();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.ResponseMeasured measured) {
                    rates.add(boxed(measured.response().rates()));
                }
            }
        }
        return rates.build().collect(Collectors.toSet());
    }

    private static List<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    private Path pictures() throws IOException {
        Path file = folder.resolve("images.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < PICTURES; i++) {
                BufferedImage picture = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_BYTE_GRAY);
                for (int p = 0; p < SIDE_PX * SIDE_PX; p++) {
                    picture.getRaster().setSample(p % SIDE_PX, p / SIDE_PX, 0, random.nextInt(256));
                }
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(picture, "png", png);
                zip.putNextEntry(new ZipEntry("picture-%03d.png".formatted(i)));
                zip.write(png.toByteArray());
            }
        }
        return file;
    }

    /** NumPy's format 1.0, neurons x pictures of 64-bit floats. */
    private Path recorded() throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }".formatted(NEURONS, PICTURES);
        String padded = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer file = ByteBuffer.allocate(128 + 8 * NEURONS * PICTURES).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) 118).put(padded.getBytes(StandardCharsets.US_ASCII));
        for (int n = 0; n < NEURONS; n++) {
            for (int i = 0; i < PICTURES; i++) {
                double rate = random.nextInt(4000) / 512.0;
                responses[i][n] = (float) rate;
                file.putDouble(rate);
            }
        }
        return Files.write(folder.resolve("responses.npy"), file.array());
    }
}
