package org.loopscope.controller.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.stimulus.PictureSize;

/** Draws made-up sessions into {@code target/pictures}, to be looked at as well. */
class PicturesTest {
    private static final Path FOLDER = Path.of("target", "pictures");

    static Stream<Arguments> pictures() {
        return Stream.of(
                picture("mean-image", 1400, 1170, MadeUpSession::meanImage),
                picture("cells-across-days", 1570, 1160, MadeUpSession::cellMatch),
                picture("mean-image-plane1", 1400, 1170, MadeUpSession::meanImageOfAPlane),
                picture("traces-planes", 1500, 710, MadeUpSession::tracesOfPlanes),
                picture("traces", 1500, 986, session -> session.traces(8, 30, 30)),
                picture("traces-long", 1500, 434, session -> session.traces(2, 90, 30)),
                picture("quality", 1400, 800, MadeUpSession::quality),
                picture("most-exciting", 1025, 1414, session -> session.mostExciting(10, true)),
                picture("most-exciting-real", 900, 568, session -> session.mostExciting(3, false)),
                picture("validation", 1100, 440, MadeUpSession::validation),
                picture("simple-and-complex", 1508, 996, MadeUpSession::complexness),
                picture("latency", 1400, 1155, MadeUpSession::latency),
                picture("frame-quality", 1400, 1061, MadeUpSession::frameQuality));
    }

    private static Arguments picture(String name, int width, int height, Function<MadeUpSession, Picture> maker) {
        return Arguments.of(name, width, height, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void shouldWriteAPictureOfTheDataWhenDrawn(
            String name, int width, int height, Function<MadeUpSession, Picture> maker) throws IOException {
        Path png = FOLDER.resolve(name + ".png");
        maker.apply(new MadeUpSession(1)).writeTo(png);
        BufferedImage read = ImageIO.read(png.toFile());
        assertEquals(width, read.getWidth());
        assertEquals(height, read.getHeight());
        double inked = inkedShare(read);
        assertTrue(inked > 0.01 && inked < 0.9, "share of pixels that are not paper: " + inked);

        int[] same = pixels(maker.apply(new MadeUpSession(1)).draw());
        assertArrayEquals(same, pixels(read), "the same data give the same picture");
        BufferedImage other = maker.apply(new MadeUpSession(2)).draw();
        assertFalse(Arrays.equals(same, pixels(other)), "other data give another picture");
        assertMarginsClean(read);
        assertMarginsClean(other);
    }

    @Test
    void shouldDrawWhenThereIsLittleToShow() {
        MadeUpSession session = new MadeUpSession(1);
        float[] silent = new float[30];
        new TracesPicture(0, 30, List.of(new TracesPicture.Trace("cell 0", silent, new float[0])), List.of(), List.of())
                .draw();
        new LatencyPicture(List.of(new LatencyPicture.Stretch("none", new long[0], Double.NaN)), "service").draw();
        new CostPicture(List.of(new CostPicture.Cost(256, 256, 100, 0.3))).draw();
        double[] hundred = {100};
        new ScalingPicture(
                        List.of(new ScalingPicture.Line(new PictureSize(31, 31), hundred, hundred, hundred)), "device")
                .draw();
        double[] one = {0};
        double[] none = {Double.NaN};
        new QualityPicture(List.of(new QualityPicture.Curve("none", QualityPicture.Role.CHOSEN, one, none))).draw();
        CellMatchPicture days = session.cellMatch();
        new CellMatchPicture(
                        days.earlier(),
                        days.later(),
                        new DayMatches(List.of(), days.found().registration()))
                .draw();
        MeanImagePicture cells = session.meanImage();
        new MeanImagePicture(new float[cells.meanImage().length], cells.rois(), new int[0]).draw();
    }

    /** Ticks at 315, 320 ... 340 s: the last number's middle is the axis' end. */
    @Test
    void shouldWriteNothingOverTheLastNumberOfTheTimeAxis() {
        BufferedImage traces =
                new MadeUpSession(1).traces(2, 28 + 1.01 / 30, 30).draw();
        int endOfAxisPx = traces.getWidth() - 130;
        int halfANumberPx = 25;
        for (int y = traces.getHeight() - 90; y < traces.getHeight(); y++) {
            for (int x = endOfAxisPx + halfANumberPx; x < traces.getWidth(); x++) {
                assertEquals(-1, traces.getRGB(x, y), "ink at " + x + ", " + y);
            }
        }
    }

    @Test
    void shouldNameThePlaneWhereThereAreSeveral() {
        MadeUpSession session = new MadeUpSession(1);
        MeanImagePicture alone = session.meanImage();
        MeanImagePicture plane = new MadeUpSession(1).meanImageOfAPlane();
        assertArrayEquals(alone.meanImage(), plane.meanImage());
        assertTrue(inkIn(plane.draw(), 320, 0, 600, 50) > inkIn(alone.draw(), 320, 0, 600, 50), "the title");
        TracesPicture traces = new MadeUpSession(1).tracesOfPlanes();
        List<TracesPicture.Trace> unnamed = traces.traces().stream()
                .map(trace -> new TracesPicture.Trace(trace.label(), trace.dfOverF(), trace.events()))
                .toList();
        TracesPicture without =
                new TracesPicture(traces.startS(), traces.rateHz(), unnamed, traces.shown(), traces.pulsesS());
        assertTrue(inkIn(traces.draw(), 20, 160, 90, 460) > inkIn(without.draw(), 20, 160, 90, 460), "the labels");
    }

    @Test
    void shouldDrawOnlyTheTargetsOfItsPlane() {
        MeanImagePicture alone = new MadeUpSession(1).meanImage();
        int cells = alone.rois().size();
        int[] targets = {3, 100, 100 + cells - 1, 100 + cells};
        MeanImagePicture second =
                new MeanImagePicture(alone.meanImage(), alone.rois(), targets, 100, "plane 1 (from 0) of 3", List.of());
        assertArrayEquals(new int[] {100, 100 + cells - 1}, second.targets());
        second.draw();
    }

    @Test
    void shouldRefuseWhenTheDataDoNotFitTogether() {
        MeanImagePicture cells = new MadeUpSession(1).meanImage();
        assertThrows(
                IllegalArgumentException.class, () -> new MeanImagePicture(new float[9], cells.rois(), new int[0]));
        TracesPicture.Trace longer = new TracesPicture.Trace("a", new float[9], new float[0]);
        TracesPicture.Trace shorter = new TracesPicture.Trace("b", new float[8], new float[0]);
        assertThrows(
                IllegalArgumentException.class,
                () -> new TracesPicture(0, 30, List.of(longer, shorter), List.of(), List.of()));
        CellMatchPicture days = new MadeUpSession(1).cellMatch();
        DayField other = new DayField(new float[100], new RoiSet(10, 10, List.of(), "other"));
        assertThrows(IllegalArgumentException.class, () -> new CellMatchPicture(days.earlier(), other, days.found()));
        assertThrows(IllegalArgumentException.class, () -> new QualityPicture(List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new FrameQualityPicture(new double[0], 1, List.of(), List.of()));
    }

    /** Ink on the very border means that something was cut off. */
    private static void assertMarginsClean(BufferedImage image) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        for (int x = 0; x <= right; x++) {
            assertEquals(-1, image.getRGB(x, 0), "ink at the top");
            assertEquals(-1, image.getRGB(x, bottom), "ink at the bottom");
        }
        for (int y = 0; y <= bottom; y++) {
            assertEquals(-1, image.getRGB(0, y), "ink at the left");
            assertEquals(-1, image.getRGB(right, y), "ink at the right");
        }
    }

    private static long inkIn(BufferedImage image, int x, int y, int width, int height) {
        return Arrays.stream(pixels(image.getSubimage(x, y, width, height)))
                .filter(rgb -> rgb != -1)
                .count();
    }

    private static double inkedShare(BufferedImage image) {
        return Arrays.stream(pixels(image)).filter(rgb -> rgb != -1).count()
                / (double) (image.getWidth() * image.getHeight());
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] |= 0xff000000;
        }
        return pixels;
    }
}
