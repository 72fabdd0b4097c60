package org.loopscope.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingSource;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;

/** Recordings of every format, played and followed, and the files beside them. */
record RecordingTargets(Path scratch) {
    /** The largest frame, 4096 x 4096 pixels of 16 bits, once for the caller and once for the reader. */
    private static final long TWO_FRAMES = 64 << 20;

    private static final int MOST_READ = 12;
    private static final int SIDE_PX = 24;

    Stream<FuzzTarget> all() throws IOException {
        List<byte[]> plain = List.of(
                written(),
                recording("deflate8.tif"),
                recording("int16_big_endian.tif"),
                recording("imagej_contiguous.tif"),
                recording("imagej_t3z2c2.tif"),
                recording("ome_t2c2z2.ome.tif"));
        List<byte[]> scanImage =
                List.of(ScanImageFile.bytes(3), recording("scanimage_json.tif"), recording("scanimage_c2z2.tif"));
        return Stream.of(
                played("TIFF", "a.tif", plain).few(480),
                played("ScanImage BigTIFF", "a.tif", scanImage).few(480),
                followed("TIFF that grows", "a.tif", List.of(written(), ScanImageFile.bytes(3)))
                        .few(400),
                played("HDF5 and NWB movies", "a.h5", Seeds.recordings("plain.h5", "two_photon.nwb", "volume.nwb"))
                        .few(100),
                played("AVI", "a.avi", Seeds.recordings("avi/gray.avi", "avi/bgr.avi", "avi/planes.avi"))
                        .few(320),
                played("Motion JPEG", "a.avi", Seeds.recordings("avi/mjpeg.avi", "avi/mjpeg_gray.avi"))
                        .few(80),
                played(
                                "FFV1",
                                "a.avi",
                                Seeds.recordings(
                                        "avi/ffv1_0_rice_gray.avi",
                                        "avi/ffv1_1_table_wide_yuv.avi",
                                        "avi/ffv1_3_rice_gray.avi",
                                        "avi/ffv1_3_range_yuv.avi"))
                        .few(200),
                beside("PrairieLink", "a.bin", "a.bin", new byte[0], List.of(prairie())),
                besideText("ThorImage's Experiment.xml", "a.raw", "Experiment.xml", pixels(), thor()),
                besideText("Miniscope's timeStamps.csv", "0.avi", "timeStamps.csv", avi(), stamps()),
                besideText("Miniscope's metaData.json", "0.avi", "metaData.json", avi(), device()));
    }

    private FuzzTarget played(String name, String file, List<byte[]> seeds) {
        return FuzzTarget.of(name, seeds, input -> {
                    Path path = write(name, file, input);
                    play(path, RecordingOptions.none());
                })
                .naming(file)
                .within(TWO_FRAMES);
    }

    /** The file comes in two parts. */
    private FuzzTarget followed(String name, String file, List<byte[]> seeds) {
        return FuzzTarget.of(name, seeds, input -> {
                    int first = 3 * input.length / 4;
                    Path path = write(name, file, Arrays.copyOf(input, first));
                    follow(path, Arrays.copyOfRange(input, first, input.length));
                })
                .refusing(UncheckedIOException.class)
                .within(TWO_FRAMES);
    }

    /** A damaged file beside a whole one, or the recording itself where both have one name. */
    private FuzzTarget beside(String name, String recording, String damaged, byte[] whole, List<byte[]> seeds) {
        return FuzzTarget.of(name, seeds, input -> {
                    write(name, recording, whole);
                    write(name, "timeStamps.csv", stamps());
                    Path path = write(name, damaged, input);
                    play(
                            recording.endsWith(".avi") ? path.resolveSibling("") : path.resolveSibling(recording),
                            RecordingOptions.none());
                })
                .naming(name.replaceAll("[^A-Za-z0-9]", ""))
                .within(TWO_FRAMES);
    }

    private FuzzTarget besideText(String name, String recording, String damaged, byte[] whole, byte[] seed) {
        return beside(name, recording, damaged, whole, List.of(seed)).text().few(200);
    }

    private static void play(Path path, RecordingOptions options) throws IOException {
        try (Movie movie = Recordings.openMovie(path, options)) {
            Frame frame = new Frame(movie.metadata().widthPx(), movie.metadata().heightPx());
            for (long n = 0; n < Math.min(movie.frames(), MOST_READ); n++) {
                movie.read(n, frame);
                movie.exposureEndNs(n);
            }
        }
    }

    private static void follow(Path path, byte[] rest) throws IOException {
        RecordingOptions options = RecordingOptions.none().withRate(30).following(1_000_000);
        try (RecordingSource source = Recordings.open(path, options)) {
            Frame frame = new Frame(source.format().widthPx(), source.format().heightPx());
            source.startAt(0);
            poll(source, 0, frame);
            Files.write(path, rest, StandardOpenOption.APPEND);
            for (long nowNs = 500_000; nowNs < 4_000_000; nowNs += 500_000) {
                poll(source, nowNs, frame);
            }
        }
    }

    private static void poll(RecordingSource source, long nowNs, Frame into) {
        for (int n = 0; n < MOST_READ; n++) {
            source.poll(nowNs, into);
        }
    }

    private Path write(String target, String file, byte[] bytes) throws IOException {
        Path folder = scratch.resolve(target.replaceAll("[^A-Za-z0-9]", ""));
        Files.createDirectories(folder);
        return Files.write(folder.resolve(file), bytes);
    }

    private byte[] written() throws IOException {
        Path file = Files.createTempDirectory(scratch, "writer").resolve("a.tif");
        try (TiffMovieWriter writer = new TiffMovieWriter(file, SIDE_PX, SIDE_PX)) {
            for (int frame = 0; frame < 4; frame++) {
                short[] pixels = new short[SIDE_PX * SIDE_PX];
                Arrays.fill(pixels, (short) frame);
                writer.write(pixels);
            }
        }
        return Seeds.bytes(file);
    }

    private static byte[] recording(String name) {
        return Seeds.recordings(name).getFirst();
    }

    private static byte[] pixels() {
        return new byte[2 * 2 * SIDE_PX * SIDE_PX];
    }

    private static byte[] prairie() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {SIDE_PX, 0, SIDE_PX, 0});
        file.writeBytes(pixels());
        return file.toByteArray();
    }

    private static byte[] thor() {
        return Seeds.text("""
                <?xml version="1.0"?>
                <ThorImageExperiment>
                  <Wavelengths><Wavelength name="ChanA" exposuretimeMS="0" /></Wavelengths>
                  <ZStage name="ThorZPiezo" steps="1" stepSizeUM="5" />
                  <LSM name="ResonanceGalvo" pixelX="24" pixelY="24" pixelSizeUM="0.8" frameRate="30.1" averageMode="0"
                    averageNum="1" />
                  <Streaming enable="1" frames="2" flybackFrames="0" zFastEnable="0" />
                </ThorImageExperiment>
                """);
    }

    private static byte[] avi() {
        return recording("avi/gray.avi");
    }

    private static byte[] stamps() {
        StringBuilder table = new StringBuilder("Frame Number,Time Stamp (ms),Buffer Index,DAQ Frame Number\n");
        for (int frame = 0; frame < 12; frame++) {
            table.append(frame)
                    .append(',')
                    .append(50 * frame)
                    .append(",0,")
                    .append(frame + 7)
                    .append('\n');
        }
        return Seeds.text(table.toString());
    }

    private static byte[] device() {
        return Seeds.text(
                "{\"deviceType\": \"Miniscope_V4_BNO\", \"frameRate\": \"20FPS\", \"gain\": {\"a\": [1, 2]}}");
    }
}
