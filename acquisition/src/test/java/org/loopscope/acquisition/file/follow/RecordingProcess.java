package org.loopscope.acquisition.file.follow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;

/**
 * A microscope's program: a process of its own that writes frames into files while the test follows them.
 *
 * <pre>scanimage FILE FRAMES RATE [FRAMES_PER_FILE] | tiffs FOLDER FRAMES RATE | raw FILE FRAMES RATE | dying FILE FRAMES RATE</pre>
 */
public final class RecordingProcess {
    private RecordingProcess() {}

    /** Starts one; its output is the test's. */
    static Process start(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 4];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-cp";
        command[2] = System.getProperty("java.class.path");
        command[3] = RecordingProcess.class.getName();
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** Writes as told. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[1]);
        int frames = Integer.parseInt(arguments[2]);
        double rateHz = Double.parseDouble(arguments[3]);
        switch (arguments[0]) {
            case "scanimage" -> scanImage(path, frames, rateHz, Integer.parseInt(arguments[4]));
            case "tiffs" -> tiffs(path, frames, rateHz);
            case "raw" -> raw(path, frames, rateHz);
            case "dying" -> dying(path, frames, rateHz);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void pause(double rateHz) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.round(1e9 / rateHz));
    }

    /** Each page comes in three pieces, so that a reader finds half frames all the time. */
    private static void scanImage(Path first, int frames, double rateHz, int perFile)
            throws IOException, InterruptedException {
        for (int file = 0; file * perFile < frames; file++) {
            Path path = first.resolveSibling(
                    first.getFileName().toString().replace("_00001.tif", "_0000" + (file + 1) + ".tif"));
            ScanImageBytes bytes = ScanImageBytes.of(rateHz, false, 1000);
            try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
                out.write(bytes.header());
                for (int frame = file * perFile; frame < Math.min(frames, (file + 1) * perFile); frame++) {
                    byte[] page = bytes.page(frame + 1, frame / rateHz, frame == frames - 1, frame - 5);
                    out.write(page, 0, 300);
                    out.flush();
                    pause(3 * rateHz);
                    out.write(page, 300, 1200);
                    out.flush();
                    pause(3 * rateHz);
                    out.write(page, 1500, page.length - 1500);
                    out.flush();
                    pause(3 * rateHz);
                }
            }
        }
    }

    private static void tiffs(Path folder, int frames, double rateHz) throws IOException, InterruptedException {
        for (int frame = 0; frame < frames; frame++) {
            Path file = folder.resolve(
                    String.format("TSeries-1_Cycle00001_Ch%d_%06d.ome.tif", 1 + frame % 2, 1 + frame / 2));
            try (TiffMovieWriter writer = new TiffMovieWriter(file, ScanImageBytes.SIDE, ScanImageBytes.SIDE)) {
                short[] pixels = new short[ScanImageBytes.SIDE * ScanImageBytes.SIDE];
                java.util.Arrays.fill(pixels, (short) frame);
                writer.write(pixels);
            }
            pause(rateHz);
        }
    }

    private static void raw(Path path, int frames, double rateHz) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            for (int frame = 0; frame < frames; frame++) {
                byte[] bytes = new byte[2 * ScanImageBytes.SIDE * ScanImageBytes.SIDE];
                java.util.Arrays.fill(bytes, (byte) frame);
                out.write(bytes, 0, 700);
                out.flush();
                pause(rateHz);
                out.write(bytes, 700, bytes.length - 700);
                out.flush();
            }
        }
    }

    /** Ends in the middle of a page, as when the power goes. */
    private static void dying(Path path, int frames, double rateHz) throws IOException, InterruptedException {
        ScanImageBytes bytes = ScanImageBytes.of(rateHz, false, 0);
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            out.write(bytes.header());
            for (int frame = 0; frame < frames; frame++) {
                out.write(bytes.page(frame + 1, frame / rateHz, false, frame - 5));
                out.flush();
                pause(rateHz);
            }
            out.write(bytes.page(frames + 1, frames / rateHz, false, 0), 0, 1500);
        }
        Runtime.getRuntime().halt(1);
    }
}
