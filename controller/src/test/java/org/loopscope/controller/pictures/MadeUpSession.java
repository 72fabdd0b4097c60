package org.loopscope.controller.pictures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.days.FieldDisplacement;
import org.loopscope.acquisition.days.RegisteredFields;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.pictures.LatencyPicture.Stretch;
import org.loopscope.controller.pictures.MostExcitingPicture.Responses;
import org.loopscope.controller.pictures.MostExcitingPicture.Target;
import org.loopscope.controller.pictures.QualityPicture.Curve;
import org.loopscope.controller.pictures.QualityPicture.Role;
import org.loopscope.controller.pictures.TracesPicture.Purpose;
import org.loopscope.controller.pictures.TracesPicture.Shown;
import org.loopscope.controller.pictures.TracesPicture.Trace;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;
import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/** Numbers as a session of ten minutes gives them, from a seed. */
final class MadeUpSession {
    private static final int FIELD_PX = 256;
    private final Random random;
    private final StimulusBank bank;

    MadeUpSession(long seed) {
        random = new Random(seed);
        bank = new BankGenerator(new BankSettings(PictureSize.square(32), 80, 10, 0.3, seed)).generate();
    }

    MeanImagePicture meanImage() {
        float[] image = new float[FIELD_PX * FIELD_PX];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) (300 + 60 * Math.sin(i % FIELD_PX / 40.0) + 20 * random.nextGaussian());
        }
        List<Roi> rois = new ArrayList<>();
        for (int id = 0; id < 120; id++) {
            double cx = random.nextDouble(4, FIELD_PX - 4);
            double cy = random.nextDouble(4, FIELD_PX - 4);
            rois.add(cell(id, cx, cy, 4 + random.nextDouble() * 2, image));
        }
        RoiSet set = new RoiSet(FIELD_PX, FIELD_PX, rois, "made up");
        return new MeanImagePicture(image, set, new int[] {3, 17, 24, 38, 41, 56, 77, 80, 104, 119});
    }

    /** 24 cells from simple to complex, with up to four images each; those with one have no complexness. */
    ComplexnessPicture complexness() {
        List<CellComplexness> cells = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int images = 1 + i % 4;
            double complexness = images == 1 || i < 8 ? 0 : 0.6 * random.nextDouble();
            double half = images == 1 ? 0 : i < 8 ? 0.01 : 0.08;
            CellLabel label = CellLabel.UNDECIDED;
            if (i == 4) {
                label = CellLabel.UNDECIDED; // Neither model follows its responses.
            } else if (complexness + half < ComplexnessSettings.THRESHOLD) {
                label = CellLabel.SIMPLE;
            } else if (complexness - half > ComplexnessSettings.THRESHOLD) {
                label = CellLabel.COMPLEX_LIKE;
            }
            Estimate similarity = new Estimate(0.5f, 0.4f, 0.6f);
            cells.add(new CellComplexness(
                    5 * i,
                    0.7,
                    images,
                    -0.8,
                    true,
                    similarity,
                    similarity,
                    new Estimate((float) complexness, (float) (complexness - half), (float) (complexness + half)),
                    0.6,
                    label,
                    0.95,
                    bank.choosable().subList(i, i + images)));
        }
        return new ComplexnessPicture(cells);
    }

    MeanImagePicture meanImageOfAPlane() {
        MeanImagePicture alone = meanImage();
        return new MeanImagePicture(
                alone.meanImage(), alone.rois(), alone.targets(), 0, "plane 1 (from 0) of 3", List.of());
    }

    /** The field three days later: five cells are gone, five are new, and all has moved by (4, -6) px. */
    CellMatchPicture cellMatch() {
        float[] before = new float[FIELD_PX * FIELD_PX];
        float[] now = new float[FIELD_PX * FIELD_PX];
        List<Roi> earlier = new ArrayList<>();
        List<Roi> later = new ArrayList<>();
        List<CellMatch> matches = new ArrayList<>();
        for (int id = 0; id < 60; id++) {
            double cx = random.nextDouble(12, FIELD_PX - 12);
            double cy = random.nextDouble(12, FIELD_PX - 12);
            if (id >= 5) {
                earlier.add(cell(id, cx, cy, 5, before));
            }
            if (id < 55) {
                later.add(cell(100 + id, cx + 4, cy - 6, 5, now));
            }
            if (id >= 5 && id < 55) {
                matches.add(new CellMatch(id, 100 + id, id % 10 == 0 ? 0.7 : 0.97, 0.9, 0.4));
            }
        }
        float[] right = new float[33 * 33];
        float[] down = new float[33 * 33];
        Arrays.fill(right, 4);
        Arrays.fill(down, -6);
        FieldDisplacement displacement = new FieldDisplacement(FIELD_PX, FIELD_PX, right, down);
        return new CellMatchPicture(
                new DayField(before, new RoiSet(FIELD_PX, FIELD_PX, earlier, "made up")),
                new DayField(now, new RoiSet(FIELD_PX, FIELD_PX, later, "made up")),
                new DayMatches(matches, new RegisteredFields(displacement, 0.8)));
    }

    private Roi cell(int id, double cx, double cy, double radius, float[] image) {
        double brightness = 100 + 600 * random.nextDouble();
        int[] pixels = IntStream.range(0, image.length)
                .filter(i -> distance2(i, cx, cy) < radius * radius)
                .toArray();
        float[] weights = new float[pixels.length];
        Arrays.fill(weights, 1f / pixels.length);
        for (int pixel : pixels) {
            image[pixel] += (float) brightness;
        }
        return new Roi(id, pixels, weights);
    }

    private static double distance2(int pixel, double cx, double cy) {
        double dx = pixel % FIELD_PX - cx;
        double dy = Math.floorDiv(pixel, FIELD_PX) - cy;
        return dx * dx + dy * dy;
    }

    /** Ten minutes with a closed shutter, some jumps and a drift out of focus. */
    FrameQualityPicture frameQuality() {
        int points = 2000;
        double[] timesS = new double[points];
        double[] shift = new double[points];
        double[] focus = new double[points];
        double[] correlation = new double[points];
        double[] light = new double[points];
        boolean[] moved = new boolean[points];
        boolean[] lost = new boolean[points];
        boolean[] dark = new boolean[points];
        for (int i = 0; i < points; i++) {
            timesS[i] = 0.3 * i;
            boolean known = i > 66;
            dark[i] = i > 900 && i < 940;
            shift[i] = Math.abs(1.5 * Math.sin(i / 200.0) + 0.4 * random.nextGaussian());
            shift[i] = random.nextDouble() < 0.004 ? 10 : shift[i];
            moved[i] = shift[i] > 9;
            double drift = i < 1400 ? 0 : 0.001 * (i - 1400);
            focus[i] = known ? 1 - drift + 0.005 * random.nextGaussian() : Double.NaN;
            correlation[i] = dark[i] ? 0 : 0.6 - 0.5 * drift + 0.05 * random.nextGaussian();
            lost[i] = focus[i] < 0.8;
            light[i] = known ? Math.exp(-i / 8000.0) : Double.NaN;
        }
        return new FrameQualityPicture(
                timesS,
                0.3 * points,
                List.of(
                        new FrameQualityPicture.Panel(
                                "Shift (px)",
                                0,
                                10,
                                "limit",
                                9,
                                List.of(curve("distance", FrameQualityPicture.Role.FIRST, shift))),
                        new FrameQualityPicture.Panel(
                                "Likeness (share)",
                                0,
                                1,
                                "limit",
                                0.8,
                                List.of(
                                        curve("focus", FrameQualityPicture.Role.FIRST, focus),
                                        curve("correlation", FrameQualityPicture.Role.SECOND, correlation))),
                        new FrameQualityPicture.Panel(
                                "Light left (share)",
                                0,
                                1,
                                "limit",
                                0.5,
                                List.of(curve("running mean", FrameQualityPicture.Role.FIRST, light)))),
                List.of(
                        new FrameQualityPicture.Row("motion", moved),
                        new FrameQualityPicture.Row("out of focus", lost),
                        new FrameQualityPicture.Row("dark", dark),
                        new FrameQualityPicture.Row("saturated", new boolean[points]),
                        new FrameQualityPicture.Row("bleached", new boolean[points])));
    }

    private static FrameQualityPicture.Curve curve(String name, FrameQualityPicture.Role role, double[] values) {
        return new FrameQualityPicture.Curve(name, role, values);
    }

    TracesPicture traces(int cells, double seconds, double rateHz) {
        int frames = (int) (seconds * rateHz);
        List<Trace> traces = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            float[] dfOverF = new float[frames];
            float[] events = new float[frames];
            double calcium = 0;
            for (int i = 0; i < frames; i++) {
                events[i] = random.nextDouble() < 1.2 / rateHz ? 1 + random.nextFloat() : 0;
                calcium = calcium * Math.exp(-1 / (0.7 * rateHz)) + 0.3 * events[i];
                dfOverF[i] = (float) (calcium + 0.09 * random.nextGaussian());
            }
            traces.add(new Trace("cell " + (7 + 11 * cell), dfOverF, events));
        }
        List<Shown> shown = new ArrayList<>();
        Purpose[] purposes = {Purpose.MAPPING, Purpose.MAPPING, Purpose.MAPPING, Purpose.HELD_OUT, Purpose.SYNTHESIZED};
        for (int i = 0; i < seconds * 2; i++) {
            double onset = 311.8 + 0.5 * i;
            Purpose purpose = i % 17 == 16 ? Purpose.BLANK : purposes[i % 5];
            StimulusImage picture = bank.choosable().get(i % 80);
            shown.add(new Shown(onset, onset + 0.5, purpose, purpose == Purpose.BLANK ? null : picture));
        }
        return new TracesPicture(312, rateHz, traces, shown, List.of(314.0, 320.5));
    }

    /** Five cells of three planes. */
    TracesPicture tracesOfPlanes() {
        TracesPicture alone = traces(5, 30, 30);
        List<Trace> named = new ArrayList<>();
        for (int i = 0; i < alone.traces().size(); i++) {
            Trace trace = alone.traces().get(i);
            named.add(new Trace("cell " + (3 + 271 * i), "plane " + i / 2, trace.dfOverF(), trace.events()));
        }
        return new TracesPicture(alone.startS(), alone.rateHz(), named, alone.shown(), alone.pulsesS());
    }

    QualityPicture quality() {
        double[] presentations =
                IntStream.rangeClosed(1, 12).mapToDouble(i -> 100.0 * i).toArray();
        double[] chosen = learning(presentations, 0.47);
        return new QualityPicture(List.of(
                new Curve(
                        "best of bank",
                        Role.CHOSEN,
                        presentations,
                        chosen,
                        Arrays.stream(chosen).map(r -> r - 0.05).toArray(),
                        Arrays.stream(chosen).map(r -> r + 0.05).toArray()),
                new Curve("random", Role.RANDOM, presentations, learning(presentations, 0.45)),
                new Curve("noise ceiling", Role.CEILING, presentations, learning(presentations, 0.7)),
                new Curve("shuffled", Role.SHUFFLED, presentations, learning(presentations, 0)),
                new Curve("Gabor ridge", Role.BASELINE, new double[] {1200}, new double[] {0.34})));
    }

    private double[] learning(double[] presentations, double end) {
        return Arrays.stream(presentations)
                .map(n -> end * (1 - Math.exp(-n / 300)) + 0.012 * random.nextGaussian())
                .toArray();
    }

    MostExcitingPicture mostExciting(int cells, boolean truthKnown) {
        List<Target> targets = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            double drive = 1 + 11 * random.nextDouble();
            double angle = random.nextDouble() * Math.PI;
            targets.add(new Target(
                    5 + 12 * cell,
                    gabor(angle, 0.15),
                    new Responses(1.1 * drive, 0.95 * drive, truthKnown ? drive : Double.NaN),
                    bank.choosable().get(cell),
                    new Responses(0.6 * drive, 0.55 * drive, truthKnown ? 0.5 * drive : Double.NaN),
                    truthKnown ? gabor(angle, 0) : null,
                    new Responses(Double.NaN, Double.NaN, 1.15 * drive)));
        }
        return new MostExcitingPicture(targets, "events per s");
    }

    ValidationPicture validation() {
        List<ValidationPicture.Row> rows = new ArrayList<>();
        double mean = 1;
        for (String kind : List.of("synthesized", "best-of-bank", "contrast-reversed", "phase-shifted", "natural")) {
            double[] targets = new double[10];
            for (int t = 0; t < targets.length; t++) {
                targets[t] = mean * (0.4 + 1.2 * random.nextDouble());
            }
            rows.add(new ValidationPicture.Row(kind, mean, targets));
            mean *= 0.8;
        }
        return new ValidationPicture(rows);
    }

    private StimulusImage gabor(double angle, double noise) {
        float[] pixels = new float[1024];
        for (int i = 0; i < pixels.length; i++) {
            double x = i % 32 - 15.5;
            double y = Math.floorDiv(i, 32) - 15.5;
            double carrier = Math.cos((x * Math.cos(angle) + y * Math.sin(angle)) * 2 * Math.PI / 8);
            pixels[i] = (float) (carrier * Math.exp(-(x * x + y * y) / 60) + noise * random.nextGaussian());
        }
        return new StimulusImage("gabor", PictureSize.square(32), pixels);
    }

    LatencyPicture latency() {
        return new LatencyPicture(
                List.of(
                        new Stretch("frame end to activity", latencies(18_000, 1.8), 33.3),
                        new Stretch("frame end to decision", latencies(1_200, 2.6), 33.3),
                        new Stretch("frame end to output", latencies(400, 3.4), Double.NaN)),
                "arrival: from the frame's last pixel in host memory");
    }

    private long[] latencies(int n, double medianMs) {
        return IntStream.range(0, n)
                .mapToLong(i -> (long) (1e6 * medianMs * Math.exp(0.25 * random.nextGaussian()))
                        + (random.nextInt(300) == 0 ? random.nextLong(25_000_000) : 0))
                .toArray();
    }
}
