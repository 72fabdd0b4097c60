package org.loopscope.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.controller.rig.Rig;

/** A microscope to which something happens at one of its frames. */
final class ScriptedSource extends PassedOnFrames {
    /** What happens. */
    enum Fault {
        /** It throws, as a source does that has failed. */
        FAILS,
        /** It breaks in a way that nobody foresaw. */
        BREAKS,
        /** It calls its frames by two planes in turn, and then the same plane twice: the imaging fails of it. */
        SKIPS_A_PLANE,
        /** It says nothing for a second, and then hands over at once what it had kept. */
        STALLS,
        /** It hands over nothing for a second, and what was exposed meanwhile is gone. */
        COMES_BACK,
        /** It never says anything again. */
        FALLS_SILENT
    }

    private static final long PAUSE_NS = 1_000_000_000L;

    private final Fault fault;
    private final long atFrame;
    private long untilNs = Long.MIN_VALUE;
    private long frames;

    private ScriptedSource(FrameSource real, Fault fault, long atFrame) {
        super(real);
        this.fault = fault;
        this.atFrame = atFrame;
    }

    static Rig in(Rig rig, Fault fault, long atFrame) {
        return new ScriptedSource(PassedOnFrames.of(rig), fault, atFrame).in(rig);
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (frames < atFrame) {
            Poll polled = counted(real.poll(nowNs, into));
            if (fault == Fault.SKIPS_A_PLANE) {
                into.plane = (int) ((frames + 1) % 2);
            }
            return polled;
        }
        return switch (fault) {
            case FAILS -> throw new UncheckedIOException("the scanner has stopped", new IOException());
            case BREAKS -> throw new IllegalStateException("frame " + frames + " breaks the source");
            case SKIPS_A_PLANE -> {
                Poll polled = counted(real.poll(nowNs, into));
                into.plane = (int) (frames % 2);
                yield polled;
            }
            case STALLS, COMES_BACK -> afterPause(nowNs, into);
            case FALLS_SILENT -> Poll.NOT_YET;
        };
    }

    private Poll afterPause(long nowNs, Frame into) {
        if (untilNs == Long.MIN_VALUE) {
            untilNs = nowNs + PAUSE_NS;
        }
        if (nowNs >= untilNs) {
            return counted(real.poll(nowNs, into));
        }
        if (fault == Fault.COMES_BACK) {
            real.poll(nowNs, into);
        }
        return Poll.NOT_YET;
    }

    private Poll counted(Poll polled) {
        frames += polled == Poll.FRAME ? 1 : 0;
        return polled;
    }

    @Override
    public FrameFormat format() {
        FrameFormat format = real.format();
        return fault == Fault.SKIPS_A_PLANE
                ? new FrameFormat(format.widthPx(), format.heightPx(), format.rateHz(), 2, 1, format.pixelOffset())
                : format;
    }
}
