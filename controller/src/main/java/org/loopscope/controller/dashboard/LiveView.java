package org.loopscope.controller.dashboard;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.stimulus.StimulusBank;

/** A session that runs: its events as they come, and a live image for the pages that want one. The dashboard's thread only. */
public final class LiveView implements PageView {
    /** Beyond so many events at once the pages' requests are looked at first. */
    private static final int MOST_AT_ONCE = 256;

    private static final long IMAGE_EVERY_NS = 125_000_000L;

    private final SessionFacts facts;
    private final StimulusBank bank;
    private final TelemetryStream stream;
    private final LiveImage image;
    private final Supplier<OptionalLong> diskFreeBytes;
    private @Nullable Pages pages;
    private @Nullable SessionView view;
    private long nextImageNs = Long.MIN_VALUE;
    private int turn;

    /** @param stream of the session's events; this view is the only one to take from it */
    public LiveView(
            SessionFacts facts,
            StimulusBank bank,
            TelemetryStream stream,
            LiveImage image,
            Supplier<OptionalLong> diskFreeBytes) {
        this.facts = facts;
        this.bank = bank;
        this.stream = stream;
        this.image = image;
        this.diskFreeBytes = diskFreeBytes;
    }

    @Override
    public void shownOn(Pages open) {
        pages = open;
        view = new SessionView(facts, bank, open, stream::dropped, diskFreeBytes, UnaryOperator.identity());
    }

    private SessionView view() {
        if (view == null) {
            throw new IllegalStateException("the view is not shown yet");
        }
        return view;
    }

    @Override
    public void welcome(PageClient page) {
        view().welcome(page);
    }

    @Override
    public boolean does(PageClient page, PageRequest request) {
        return view().does(page, request);
    }

    @Override
    public boolean work(long nowNs) {
        SessionEvent event = stream.poll();
        boolean worked = event != null;
        for (int i = 1; event != null; i++) {
            view().accept(event);
            event = i < MOST_AT_ONCE ? stream.poll() : null;
        }
        showLive(nowNs);
        return worked;
    }

    private void showLive(long nowNs) {
        FrameFormat frames = view().frames();
        Pages open = pages;
        if (frames == null || open == null) {
            return;
        }
        if (image.hasCome()) {
            int plane = image.plane();
            open.tell(
                    view().field()
                            .image(
                                    "live",
                                    plane,
                                    frames.widthPx(),
                                    frames.heightPx(),
                                    image.pixels(),
                                    image.frameIndex(),
                                    true),
                    page -> page.livePlane() == plane);
            image.done();
        }
        if (nowNs >= nextImageNs) {
            nextImageNs = nowNs + IMAGE_EVERY_NS;
            List<Integer> wanted = open.all().stream()
                    .map(PageClient::livePlane)
                    .filter(plane -> plane >= 0)
                    .distinct()
                    .toList();
            if (!wanted.isEmpty()) {
                image.want(wanted.get(turn++ % wanted.size()), frames.widthPx() * frames.heightPx());
            }
        }
    }

    @Override
    public void giveUp() {
        stream.close();
    }

    @Override
    public boolean isReview() {
        return false;
    }

    @Override
    public String rig() {
        return facts.rig();
    }
}
