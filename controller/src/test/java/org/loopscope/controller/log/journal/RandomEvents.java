package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.MadeUpQuality;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.inference.Response;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.NamedWeights;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/** Draws session events with every field random: any bits in floats, any letters in texts, arrays of 0 to 39 items. */
final class RandomEvents {
    private static final List<String> TEXTS = List.of("", "map", "Größe in µm", "猫\u0000\n", "\uD83D\uDE00 face");

    private final SplittableRandom random;

    RandomEvents(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One event of every kind, in an order of its own. */
    List<SessionEvent> oneOfEach() {
        return List.of(
                new SessionEvent.SessionStarted(text(), text(), text(), text(), text(), random.nextBoolean()),
                new SessionEvent.SourceOpened(
                        text(), new FrameFormat(16 + random.nextInt(4081), 16, 30.1, 2, 3, 32_768)),
                new SessionEvent.FrameArrived(
                        i64(), random.nextInt(), random.nextInt(), i64(), i64(), i64(), random.nextInt()),
                new SessionEvent.FrameRefused(i64(), i64(), pick(SessionEvent.Refusal.values())),
                new SessionEvent.FramesLost(i64(), i64(), text()),
                new SessionEvent.RawFrameShed(i64(), pick(SessionEvent.Shed.values())),
                new SessionEvent.LogBegun(
                        SampleSession.metadata(),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(new FrameFormat(16 + random.nextInt(4081), 16, 30.1, 2, 3, 32_768)),
                        random.nextBoolean(),
                        random.nextInt()),
                new SessionEvent.PixelsMissing(i64(), i64()),
                new SessionEvent.CellsGiven(random.nextInt(), rois(), floats()),
                new SessionEvent.RoisFixed(i64(), random.nextInt(), rois(), new long[] {i64(), i64(), i64()}, floats()),
                new SessionEvent.VolumeImaged(
                        i64(),
                        new long[] {i64(), i64()},
                        new float[] {f32(), f32()},
                        new float[] {f32(), f32()},
                        new float[] {f32(), f32()}),
                new SessionEvent.CellsMatched(
                        i64(),
                        rois(),
                        floats(),
                        list(() -> new CellMatch(random.nextInt(), random.nextInt(), f64(), f64(), f64())),
                        floats(),
                        floats(),
                        f64()),
                new SessionEvent.ActivityInferred(
                        i64(), i64(), i64(), f32(), f32(), f32(), i64(), floats(), floats(), floats(), floats(),
                        floats()),
                new SessionEvent.CellSearchBegun(random.nextInt(), i64()),
                new SessionEvent.NewCellsAdopted(random.nextInt(), i64(), rois(), new long[] {i64(), i64()}),
                new SessionEvent.NewCellsInferred(
                        random.nextInt(), i64(), i64(), floats(), floats(), floats(), floats(), floats()),
                new SessionEvent.FrameQualityMeasured(
                        i64(), f32(), f32(), f32(), f32(), f32(), f32(), f32(), f32(), random.nextInt()),
                new SessionEvent.ResponseInvalidated(
                        new Response(presentation(), floats(), random.nextInt()), random.nextInt(), random.nextInt()),
                new SessionEvent.CycleInputs(
                        i64(),
                        i64(),
                        list(this::edge),
                        list(() -> new ExecutedPulse(pulse(), i64(), i64())),
                        list(this::presentation),
                        random.nextInt(),
                        list(this::request)),
                new SessionEvent.OperatorAnswered(text(), text(), random.nextBoolean(), text(), i64()),
                new SessionEvent.BaselineMeasured(text(), random.nextInt(), f32()),
                new SessionEvent.ImagesPredicted(random.nextInt(), random.nextInt(), ints(), floats()),
                new SessionEvent.TrainingStepsTaken(i64(), random.nextInt()),
                new SessionEvent.SessionContinued(random.nextInt(2, 1000), i64()),
                new SessionEvent.ComputeDeviceLost(i64(), new DeviceLoss(random.nextInt(), i64(), text(), text())),
                new SessionEvent.BlockChanged(text(), text(), random.nextBoolean(), i64(), i64()),
                new SessionEvent.StimulusDecided(decision()),
                new SessionEvent.PulseDecided(i64(), i64(), pulse(), f32()),
                new SessionEvent.ResponseMeasured(new Response(presentation(), floats(), random.nextInt())),
                new SessionEvent.TargetsChosen(ints(), floats()),
                new MadeUpQuality(random, random.nextInt(4)).event(random.nextInt(), floats(), f32()),
                new SessionEvent.ModelSnapshot(random.nextInt(), floats()),
                new SessionEvent.ModelGiven(
                        text(),
                        list(() -> new NamedWeights(
                                text(), List.of(2, 3), new float[] {f32(), f32(), f32(), f32(), f32(), f32()}))),
                new SessionEvent.CellJudged(random.nextInt(), random.nextInt(), cell()),
                new SessionEvent.ClockFitted(i64(), new ClockFit(f64(), f64(), f64(), random.nextInt())),
                new SessionEvent.LatencyMeasured(i64(), i64(), i64()),
                new SessionEvent.FaultRaised(i64(), text(), random.nextBoolean()),
                new SessionEvent.ArrayChecksum(text(), i64(), random.nextInt()),
                new SessionEvent.SessionEnded(text(), i64()));
    }

    private OperatorRequest request() {
        OperatorCommand command = switch (random.nextInt(10)) {
            case 0 -> new OperatorCommand.Start();
            case 1 -> new OperatorCommand.Pause();
            case 2 -> new OperatorCommand.Resume();
            case 3 -> new OperatorCommand.Stop();
            case 4 -> new OperatorCommand.Abort();
            case 5 -> new OperatorCommand.NextBlock();
            case 6 -> new OperatorCommand.Mark("m" + text());
            case 7 -> new OperatorCommand.AimAt(new int[] {random.nextInt(100), 100 + random.nextInt(100)});
            case 8 -> new OperatorCommand.Veto(random.nextInt(100), random.nextBoolean());
            default -> new OperatorCommand.Set(LiveParameter.TRIGGER_THRESHOLD, random.nextDouble());
        };
        return new OperatorRequest("id-" + random.nextInt(), "local", command);
    }

    private CellComplexness cell() {
        return new CellComplexness(
                random.nextInt(),
                f64(),
                random.nextInt(),
                f64(),
                random.nextBoolean(),
                new Estimate(quietF32(), quietF32(), quietF32()),
                new Estimate(quietF32(), quietF32(), quietF32()),
                new Estimate(quietF32(), quietF32(), quietF32()),
                f64(),
                pick(CellLabel.values()),
                f64(),
                list(this::picture));
    }

    private RoiSet rois() {
        List<Roi> rois = list(() -> new Roi(random.nextInt(), ints(), floats()));
        return new RoiSet(random.nextInt(), random.nextInt(), rois, text());
    }

    private Presentation presentation() {
        return new Presentation(decision(), i64(), i64(), pick(Presentation.Outcome.values()));
    }

    private StimulusDecision decision() {
        return new StimulusDecision(
                i64(),
                i64(),
                stimulus(),
                i64(),
                i64(),
                i64(),
                i64(),
                random.nextBoolean(),
                text(),
                random.nextInt(),
                random.nextInt());
    }

    private Stimulus stimulus() {
        return switch (random.nextInt(5)) {
            case 0 -> new Stimulus.Blank();
            case 1 -> new Stimulus.BankImage(random.nextInt());
            case 3 -> new Stimulus.GaudyImage(random.nextInt());
            case 2 -> new Stimulus.HeldOutImage(random.nextInt());
            default -> new Stimulus.Synthesized(random.nextInt(), random.nextInt(), picture());
        };
    }

    private StimulusImage picture() {
        PictureSize size = new PictureSize(1 + random.nextInt(7), 1 + random.nextInt(7));
        float[] pixels = new float[size.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = f32();
        }
        return new StimulusImage(text(), size, pixels);
    }

    private TtlEdge edge() {
        return new TtlEdge(pick(Line.values()), random.nextBoolean(), i64(), i64());
    }

    private Pulse pulse() {
        Line line = random.nextBoolean() ? Line.STIMULATION : Line.ACQUISITION_ENABLE;
        return new Pulse(line, i64(), 1 + (i64() >>> 1) % 1_000_000_000L);
    }

    private <T> List<T> list(Supplier<T> item) {
        int count = random.nextInt(4);
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private float[] floats() {
        float[] values = new float[random.nextInt(40)];
        for (int i = 0; i < values.length; i++) {
            values[i] = f32();
        }
        return values;
    }

    private int[] ints() {
        return random.ints(random.nextInt(40)).toArray();
    }

    /** For what is kept in double precision: of all values only the bits of a NaN may change on the way there and back. */
    private float quietF32() {
        return Float.intBitsToFloat(Float.floatToIntBits(f32()));
    }

    private float f32() {
        return Float.intBitsToFloat(random.nextInt());
    }

    private double f64() {
        return Double.longBitsToDouble(random.nextLong());
    }

    private long i64() {
        return random.nextLong();
    }
}
