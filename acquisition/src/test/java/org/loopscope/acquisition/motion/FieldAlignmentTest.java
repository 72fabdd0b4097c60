package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.acquisition.roi.RoiFile;

class FieldAlignmentTest {
    private static final long SEED = 4;

    @Test
    void shouldFindWhereAnotherPictureOfTheFieldLies() {
        CellScene scene = new CellScene(128, 128, 100, SEED);
        FieldAlignment found = FieldAlignment.of(scene.image(0, 0), scene.image(4.3, -7.6), 128, 128, 16);
        assertEquals(4.3, found.xPx(), 0.1);
        assertEquals(-7.6, found.yPx(), 0.1);
        assertTrue(found.spreadPx() < 0.3, "spread " + found.spreadPx());
    }

    @Test
    void shouldSayThatQuartersDisagreeWhenThePictureIsOfAnotherField() {
        Random seeds = new Random(SEED);
        int disagree = 0;
        for (int i = 0; i < 20; i++) {
            CellScene scene = new CellScene(128, 128, 100, seeds.nextLong());
            CellScene other = new CellScene(128, 128, 100, seeds.nextLong());
            disagree += FieldAlignment.of(scene.image(0, 0), other.image(0, 0), 128, 128, 16)
                                    .spreadPx()
                            > 1
                    ? 1
                    : 0;
        }
        System.out.println("pictures of other fields: " + disagree + " of 20 disagree, seed " + SEED);
        assertTrue(disagree >= 15, disagree + " of 20");
    }

    @Test
    void shouldPutTheTemplateWhereThePictureLies() {
        CellScene scene = new CellScene(128, 128, 100, SEED);
        float[] moved = new FieldAlignment(3, -2, 0).toPicture(scene.image(0, 0), 128, 128);
        float[] there = scene.image(3, -2);
        for (int y = 20; y < 100; y++) {
            for (int x = 20; x < 100; x++) {
                // The scene's slope of 0.3 counts a pixel stays where it is.
                assertEquals(there[y * 128 + x], moved[y * 128 + x], 1.1);
            }
        }
    }

    /** Masks drawn on the original movie, and the template of the moved one: how far its first frames had moved. */
    @Test
    void shouldBringHandDrawnCellsToTheTemplate() throws IOException {
        Path shifted = SharedData.require("movie/movie_shifted_128x128x600_u16.tif");
        Path regions = SharedData.require("movie/regions.json");
        Path truth = SharedData.require("movie/true_shifts_dy_dx.csv");
        MotionSettings settings = MotionSettings.defaults();
        TemplateBuilder builder = new TemplateBuilder(128, 128, settings);
        try (TiffMovie movie = TiffMovie.open(shifted)) {
            Frame frame = new Frame(128, 128);
            for (int i = 0; i < settings.templateFrames(); i++) {
                movie.read(i, frame.pixels);
                builder.add(frame);
            }
        }
        double[] mean = new double[2];
        List<String> lines = Files.readAllLines(truth).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        for (int i = 0; i < settings.templateFrames(); i++) {
            String[] parts = lines.get(i).split(",", -1);
            mean[0] += Double.parseDouble(parts[1]) / settings.templateFrames();
            mean[1] += Double.parseDouble(parts[0]) / settings.templateFrames();
        }
        FieldAlignment found = FieldAlignment.of(
                builder.build(), RoiFile.read(regions, 128, 128).footprintImage(), 128, 128, 16);
        System.out.printf(
                "hand-drawn cells lie at %.2f, %.2f px from the template, the frames had moved by %.2f, %.2f; spread %.2f%n",
                found.xPx(), found.yPx(), mean[0], mean[1], found.spreadPx());
        assertEquals(-mean[0], found.xPx(), 1);
        assertEquals(-mean[1], found.yPx(), 1);
    }
}
