package org.loopscope.controller.session;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SessionClock;

/** Before a session: waits until a live source's sender has come and said what its frames are. */
public final class SenderWait {
    private static final long LOOK_EVERY_MS = 5;
    private static final long SAY_EVERY_NS = 10_000_000_000L;

    private SenderWait() {}

    /**
     * Blocks the calling thread until the source is ready.
     *
     * @param aborted whether an operator wants no session after all
     * @param say told in lines for people what is waited for, and who came
     * @throws ConfigurationException when nobody came within the patience or an operator has aborted, or what came cannot be understood
     */
    public static void await(
            LiveFrameSource source,
            long patienceNs,
            SessionClock clock,
            BooleanSupplier aborted,
            Consumer<String> say) {
        long startNs = clock.nowNs();
        long nextSayNs = startNs;
        try {
            while (!source.ready(clock.nowNs())) {
                if (aborted.getAsBoolean()) {
                    throw new ConfigurationException("aborted by an operator while waiting for " + source.awaited());
                }
                long waitedNs = clock.nowNs() - startNs;
                if (waitedNs > patienceNs) {
                    throw new ConfigurationException(String.format(
                            Locale.ROOT,
                            "%s has not come within %.0f s; start it, or wait longer with source.wait",
                            source.awaited(),
                            patienceNs / 1e9));
                }
                if (clock.nowNs() >= nextSayNs) {
                    nextSayNs += SAY_EVERY_NS;
                    say.accept(String.format(
                            Locale.ROOT,
                            "Waiting for %s (%.0f of %.0f s)",
                            source.awaited(),
                            waitedNs / 1e9,
                            patienceNs / 1e9));
                }
                RigThreads.rest(LOOK_EVERY_MS);
            }
        } catch (SourceFailure e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        FrameFormat format = source.format();
        say.accept(String.format(
                Locale.ROOT,
                "Frames of %dx%d pixels at %.4g Hz, %d plane(s), %d channel(s), from %s",
                format.widthPx(),
                format.heightPx(),
                format.rateHz(),
                format.planes(),
                format.channels(),
                source.description()));
    }
}
