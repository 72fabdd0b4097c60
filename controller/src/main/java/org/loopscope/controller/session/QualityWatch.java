package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent;

/** Says when frames have been bad for longer than a moment, while it lasts and when it is over. Imaging thread only. */
final class QualityWatch {
    private static final long MOMENT_NS = 2_000_000_000L;

    private final Span[] spans;

    QualityWatch() {
        QualityFlag[] flags = QualityFlag.values();
        spans = new Span[flags.length];
        for (int i = 0; i < flags.length; i++) {
            spans[i] = new Span(flags[i]);
        }
    }

    void see(ImagedFrame frame, Consumer<SessionEvent> log) {
        for (Span span : spans) {
            span.see(frame, log);
        }
    }

    private static final class Span {
        private final QualityFlag flag;
        private boolean open;
        private boolean told;
        private long sinceNs;
        private long firstFrame;
        private long lastFrame;

        Span(QualityFlag flag) {
            this.flag = flag;
        }

        void see(ImagedFrame frame, Consumer<SessionEvent> log) {
            if (flag.in(frame.quality.flags)) {
                if (!open) {
                    open = true;
                    sinceNs = frame.frameEndNs;
                    firstFrame = frame.frameIndex;
                }
                lastFrame = frame.frameIndex;
                if (!told && frame.frameEndNs - sinceNs >= MOMENT_NS) {
                    told = true;
                    tell("frames from " + firstFrame + " on: " + flag.word(), frame, log);
                }
            } else if (open) {
                if (told) {
                    tell("frames " + firstFrame + " to " + lastFrame + " were: " + flag.word(), frame, log);
                }
                open = false;
                told = false;
            }
        }

        private static void tell(String what, ImagedFrame frame, Consumer<SessionEvent> log) {
            log.accept(new SessionEvent.FaultRaised(frame.frameEndNs, what, false));
        }
    }
}
