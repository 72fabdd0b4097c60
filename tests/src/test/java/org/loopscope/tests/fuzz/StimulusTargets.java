package org.loopscope.tests.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.recorded.RecordedFiles;
import org.loopscope.stimulus.recorded.RecordedSubject;

/** Recorded responses and the pictures that were shown. */
record StimulusTargets(Path scratch) {
    private static final int PICTURES = 10;
    private static final int NEURONS = 3;
    private static final int SIDE_PX = 8;

    /** What the platform's decoder and the grey levels take of a picture that its bytes can just hold. */
    private static final long PICTURE_BYTES = 64 << 20;

    Stream<FuzzTarget> all() throws IOException {
        byte[] png = picture("png");
        byte[] zip = zip(png);
        return Stream.of(
                FuzzTarget.of(
                                "recorded responses",
                                List.of(responses("<f4", 4, "False"), responses("<i2", 2, "True")),
                                input -> read(zip, input))
                        .refusing(IllegalArgumentException.class)
                        .naming("responses")
                        .few(240),
                FuzzTarget.of("zip of pictures", List.of(zip), input -> read(input, responses("<f4", 4, "False")))
                        .refusing(IllegalArgumentException.class)
                        .naming("responses")
                        .within(PICTURE_BYTES)
                        .few(160),
                FuzzTarget.of(
                                "PNG and JPEG pictures",
                                List.of(png, picture("jpg")),
                                input -> read(zip(input), responses("<f4", 4, "False")))
                        .refusing(IllegalArgumentException.class)
                        .naming("responses")
                        .within(PICTURE_BYTES)
                        .few(160));
    }

    private void read(byte[] zip, byte[] responses) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve("responses"));
        RecordedSubject.read(new RecordedFiles(
                Files.write(folder.resolve("pictures.zip"), zip),
                Files.write(folder.resolve("a.npy"), responses),
                new PictureSize(SIDE_PX, SIDE_PX),
                1));
    }

    private static byte[] responses(String type, int bytes, String fortran) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': (" + NEURONS + ", "
                + PICTURES + "), }";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + bytes * NEURONS * PICTURES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        return file.array();
    }

    /** Whole pictures, but for the first. */
    private static byte[] zip(byte[] first) throws IOException {
        byte[] whole = picture("png");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < PICTURES; i++) {
                ZipEntry entry = new ZipEntry("picture-" + i + ".png");
                // The same bytes at any time of day.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(i == 0 ? first : whole);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE_PX * SIDE_PX; i++) {
            image.getRaster().setSample(i % SIDE_PX, i / SIDE_PX, 0, 3 * i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
