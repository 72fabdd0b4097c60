package org.loopscope.controller.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.nwb.NwbImaging;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.controller.log.nwb.NwbSubject;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * Plays a made-up session into a {@link SessionLog}: noise for pixels, every kind of event, a lost and a shed frame, at
 * 30 Hz with a stimulus every 15 frames. The frames are a function of their number, so that readers can be checked.
 */
public final class SampleSession {
    /** First frame with cells. */
    public static final int CALIBRATION_FRAMES = 20;

    /** A frame that never came, and one whose pixels were not kept. */
    public static final long LOST_FRAME = 37;

    public static final long SHED_FRAME = 41;

    /** Frames without light. */
    public static final int DARK_FROM = 62;

    public static final int DARK_TO = 65;

    /** First frame with the activity of two cells that were found later. */
    public static final int ADOPTED_AT = 70;

    private static final int SETTLING_FRAMES = 3;
    private static final int FRAMES_PER_TRIAL = 15;
    /** Not square, so that rows and columns cannot be mistaken for each other. */
    private static final PictureSize PICTURE = new PictureSize(16, 12);

    private final SessionLog log;
    private final FrameFormat format;
    private final int cells;
    private final Frame frame;
    private final List<Presentation> ended = new ArrayList<>();
    private long decisions;

    private SampleSession(SessionLog log, FrameFormat format, int cells) {
        this.log = log;
        this.format = format;
        this.cells = cells;
        this.frame = new Frame(format.widthPx(), format.heightPx());
    }

    /** Writes a whole session by hand: folder, frames, width, height, cells, deflate level. */
    public static void main(String[] args) throws IOException {
        FrameFormat format = new FrameFormat(Integer.parseInt(args[2]), Integer.parseInt(args[3]), 30);
        LogSettings settings = new LogSettings(true, Integer.parseInt(args[5]), 10, 300_000_000L);
        System.out.println(
                write(Path.of(args[0]), format, Integer.parseInt(args[1]), Integer.parseInt(args[4]), settings));
    }

    /** Writes a whole session and gives its folder. */
    public static Path write(Path directory, FrameFormat format, int frames, int cells, LogSettings settings)
            throws IOException {
        try (SessionLog log = SessionLog.create(directory, metadata(), format, bank(), settings)) {
            SampleSession session = new SampleSession(log, format, cells);
            session.start();
            for (int index = 0; index < frames; index++) {
                session.step(index);
            }
            session.end(frames);
            return log.folder();
        }
    }

    /** Starts a session that the caller steps. */
    public static SampleSession into(SessionLog log, FrameFormat format, int cells) throws IOException {
        SampleSession session = new SampleSession(log, format, cells);
        session.start();
        return session;
    }

    public static NwbMetadata metadata() {
        return new NwbMetadata(
                "b7f1d2de-0000-4000-8000-1234567890ab",
                "A made-up session that shows every part of the log",
                "",
                OffsetDateTime.parse("2026-01-02T10:20:30.5+01:00"),
                List.of("Cajal, Santiago"),
                "Instituto",
                "Laboratorio",
                List.of("two-photon", "closed loop"),
                new NwbSubject(
                        "mouse-7", "Mus musculus", "F", "P90D", "", "A made-up mouse", "wild type", "C57BL/6J", "25 g"),
                new NwbImaging(
                        "Microscope", "A made-up microscope", "GCaMP6s", "VISp", 920, 510, 2, SpikeMethod.FILTER, 5, 0),
                "0.1.0",
                "schema: 1\nseed: 7\n",
                1);
    }

    public static StimulusBank bank() {
        List<StimulusImage> choosable =
                IntStream.range(0, 12).mapToObj(i -> image("natural-" + i, i)).toList();
        List<StimulusImage> heldOut =
                IntStream.range(0, 4).mapToObj(i -> image("test-" + i, 100 + i)).toList();
        return new StimulusBank(choosable, heldOut, "noise, seeds 0 to 11 and 100 to 103");
    }

    /** Fills a frame with the pixels of its number. */
    public static void fill(Frame frame, long index) {
        SplittableRandom random = new SplittableRandom(index);
        frame.index = index;
        for (int i = 0; i < frame.pixels.length; i += 4) {
            long bits = random.nextLong();
            for (int k = 0; k < Math.min(4, frame.pixels.length - i); k++) {
                frame.pixels[i + k] = (short) (bits >>> (16 * k));
            }
        }
    }

    public static int crc(short[] pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pixels);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    public long exposureEndNs(long index) {
        return (index + 1) * format.periodNs();
    }

    /** All that happens with one frame; says whether the log was flushed. */
    public boolean step(int index) throws IOException {
        long endNs = exposureEndNs(index);
        if (index == LOST_FRAME) {
            log.accept(new SessionEvent.FramesLost(index, index, "no trigger"));
            return false;
        }
        fill(frame, index);
        frame.exposureEndNs = endNs;
        frame.frameEndNs = endNs + 1_500_000;
        log.accept(new SessionEvent.FrameArrived(index, endNs, frame.frameEndNs, crc(frame.pixels)));
        if (index == SHED_FRAME) {
            log.accept(new SessionEvent.RawFrameShed(index, SessionEvent.Shed.DISK_TOO_SLOW));
        } else {
            log.accept(frame);
        }
        if (index == CALIBRATION_FRAMES) {
            fixCells();
        }
        adopt(index);
        activity(index);
        quality(index);
        log.accept(new SessionEvent.LatencyMeasured(index, 2_000_000, index % FRAMES_PER_TRIAL == 0 ? 3_000_000 : -1));
        cycle(index);
        if (index >= CALIBRATION_FRAMES && index % FRAMES_PER_TRIAL == 0) {
            decide(index);
        }
        return log.flushIfDue(frame.frameEndNs);
    }

    private void start() throws IOException {
        log.accept(new SessionEvent.SessionStarted(
                "sample", metadata().configuration(), "2026-01-02T10:20:30.5+01:00", "0.1.0", "plain Java", true));
        log.accept(new SessionEvent.BlockChanged("calibrate", "spontaneous", true, 0, 0));
    }

    private void end(int frames) throws IOException {
        long nowNs = exposureEndNs(frames);
        log.accept(new MadeUpQuality(new SplittableRandom(9), cells).event((int) decisions, row(3, cells), 0.25f));
        log.accept(new SessionEvent.ModelSnapshot((int) decisions, row(4, 5000)));
        log.accept(new SessionEvent.FaultRaised(nowNs, "the display dropped a picture", false));
        log.complete("completed", nowNs);
    }

    private void fixCells() throws IOException {
        List<Roi> rois = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            int corner = cell % (format.widthPx() - 2) + format.widthPx() * (cell % (format.heightPx() - 2));
            int[] pixels = {corner, corner + 1, corner + format.widthPx()};
            rois.add(new Roi(1000 + cell, pixels, new float[] {0.5f, 0.25f, 0.25f}));
        }
        RoiSet set = new RoiSet(format.widthPx(), format.heightPx(), rois, "made up");
        float[] mean = row(5, format.widthPx() * format.heightPx());
        log.accept(new SessionEvent.RoisFixed(CALIBRATION_FRAMES, set, mean));
        matchCells(set, mean);
        log.accept(new SessionEvent.BlockChanged(
                "calibrate", "spontaneous", false, CALIBRATION_FRAMES, exposureEndNs(CALIBRATION_FRAMES)));
        log.accept(new SessionEvent.BlockChanged(
                "map", "map", true, CALIBRATION_FRAMES, exposureEndNs(CALIBRATION_FRAMES)));
        log.accept(new SessionEvent.TargetsChosen(new int[] {1, 3}, new float[] {0.75f, 0.5f}));
    }

    /** The second cell was number 7 of an earlier session, the fourth number 2. */
    private void matchCells(RoiSet cells, float[] mean) throws IOException {
        List<CellMatch> matches =
                List.of(new CellMatch(7, 1001, 0.9375, 0.8, 0.5), new CellMatch(2, 1003, 0.625, 0.6, 1.5));
        float[] still = new float[6 * 4];
        log.accept(new SessionEvent.CellsMatched(CALIBRATION_FRAMES, cells, mean, matches, still, still, 0.75));
    }

    private void adopt(int index) throws IOException {
        if (index == ADOPTED_AT - 5) {
            log.accept(new SessionEvent.CellSearchBegun(1, index));
        }
        if (index == ADOPTED_AT) {
            int last = format.widthPx() * format.heightPx() - 1;
            List<Roi> found = List.of(
                    new Roi(2000, new int[] {last - 1, last}, new float[] {0.5f, 0.5f}),
                    new Roi(2001, new int[] {last - 4, last - 3}, new float[] {0.25f, 0.75f}));
            RoiSet set = new RoiSet(format.widthPx(), format.heightPx(), found, "made up");
            log.accept(new SessionEvent.NewCellsAdopted(1, index, set, new long[] {-3, -5}));
        }
        if (index >= ADOPTED_AT) {
            log.accept(new SessionEvent.NewCellsInferred(
                    1,
                    index,
                    index - SETTLING_FRAMES >= ADOPTED_AT ? index - SETTLING_FRAMES : -1,
                    row(index + 5, 2),
                    row(index + 6, 2),
                    row(index + 7, 2),
                    row(index + 8, 2),
                    row(index + 9, 2)));
        }
    }

    private void activity(int index) throws IOException {
        int n = index < CALIBRATION_FRAMES ? 0 : cells;
        boolean settled = n > 0 && index - SETTLING_FRAMES >= CALIBRATION_FRAMES;
        log.accept(new SessionEvent.ActivityInferred(
                index,
                frame.frameEndNs,
                frame.frameEndNs + 2_000_000,
                0.25f,
                -0.5f,
                0.9f,
                settled ? index - SETTLING_FRAMES : -1,
                row(index, n),
                row(index + 1, n),
                row(index + 2, n),
                row(index + 3, n),
                row(index + 4, n)));
    }

    private void quality(int index) throws IOException {
        boolean known = index >= CALIBRATION_FRAMES;
        boolean dark = index >= DARK_FROM && index < DARK_TO;
        log.accept(new SessionEvent.FrameQualityMeasured(
                index,
                0.5f,
                dark ? Float.NaN : 0.125f,
                0.9f,
                known ? 0.99f : Float.NaN,
                Float.NaN,
                dark ? 600 : 740,
                known ? 0.98f : Float.NaN,
                0.001f,
                dark ? QualityFlag.DARK.bit() : 0));
    }

    private void cycle(int index) throws IOException {
        long now = frame.frameEndNs + 2_000_000;
        List<TtlEdge> edges =
                List.of(new TtlEdge(Line.FRAME_CLOCK, true, exposureEndNs(index - 1) + 5, exposureEndNs(index - 1)));
        List<ExecutedPulse> pulses = new ArrayList<>();
        if (index == 50) {
            Pulse pulse = new Pulse(Line.STIMULATION, now + 1_000_000, 10_000_000);
            log.accept(new SessionEvent.PulseDecided(index, now, pulse, 2.5f));
            pulses.add(new ExecutedPulse(pulse, now + 1_000_005, now + 1_000_050));
            log.accept(new SessionEvent.ClockFitted(now, new ClockFit(1.00001, 5, 800, 12)));
        }
        log.accept(new SessionEvent.CycleInputs(index, now, edges, pulses, ended, 1, List.of()));
        for (Presentation presentation : ended) {
            Response response = new Response(presentation, row(index, cells), 12);
            log.accept(
                    index > DARK_FROM && index < DARK_TO + FRAMES_PER_TRIAL
                            ? new SessionEvent.ResponseInvalidated(response, QualityFlag.DARK.bit(), 3)
                            : new SessionEvent.ResponseMeasured(response));
        }
        ended.clear();
    }

    private void decide(int index) throws IOException {
        long onset = exposureEndNs(index) + 60_000_000;
        Stimulus stimulus = switch ((int) (decisions % 4)) {
            case 0 -> new Stimulus.BankImage((int) (decisions % 12));
            case 1 -> new Stimulus.HeldOutImage((int) (decisions % 4));
            case 2 -> new Stimulus.Synthesized(3, 40, image("mei-" + decisions, 200 + (int) decisions));
            default -> new Stimulus.Blank();
        };
        StimulusDecision decision = new StimulusDecision(
                decisions,
                index,
                stimulus,
                onset,
                250_000_000,
                onset - 10_000_000,
                frame.frameEndNs + 3_000_000,
                false,
                "best of the bank",
                2,
                1);
        log.accept(new SessionEvent.StimulusDecided(decision));
        log.accept(new SessionEvent.TrainingStepsTaken(decisions, 5));
        boolean seen = decisions != 1;
        ended.add(new Presentation(
                decision,
                seen ? onset + 4_000_000 : Presentation.NOT_MEASURED,
                seen ? onset + 254_000_000 : Presentation.NOT_MEASURED,
                seen ? Presentation.Outcome.ON_TIME : Presentation.Outcome.NOT_SEEN));
        decisions++;
    }

    private static StimulusImage image(String id, int seed) {
        float[] pixels = row(seed, PICTURE.pixels());
        return new StimulusImage(id, PICTURE, pixels);
    }

    /** {@code n} numbers between -1 and 1 that depend on the seed. */
    private static float[] row(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
