package org.loopscope.controller.dashboard;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.stimulus.StimulusBank;

/**
 * A session that has been, at any moment of it: its pages are told what a page would have been told that was opened at that
 * moment of the running session. All pages of a review look at the same moment; whoever moves it moves it for all. It begins
 * at the session's end. The dashboard's thread only.
 */
public final class ReviewView implements PageView, AutoCloseable {
    /** Beyond so many events at once the pages' requests are looked at first. */
    private static final int MOST_AT_ONCE = 512;

    private static final long TELL_EVERY_NS = 125_000_000L;

    private record Reset() {}

    private record Position(long sessionNs, long endNs, boolean playing, double speed) {}

    private final ReviewedSession session;
    private final SessionFacts facts;
    private final StimulusBank bank;
    private final ReviewOutline outline;
    private final ReviewedActivity activity;
    private final ReviewImage image;
    private Pages pages = new Pages();
    private @Nullable SessionView view;
    /** A frame's activity, and that of what each search has found; at most so many. */
    private final long eventsOfFrame;
    /** How many activities before the last one are read: with certainty all of the frames that the view keeps. */
    private long mostRead;
    /** How many events the view has taken. */
    private int taken;

    private long atNs;
    private @Nullable Long wantedNs;
    private boolean playing;
    private double speed = 1;
    private long workedNs;
    private long nextTellNs = Long.MIN_VALUE;
    /** Since the position was told last. */
    private boolean changed;

    public ReviewView(ReviewedSession session, SessionFacts facts, StimulusBank bank) {
        this.session = session;
        this.facts = facts;
        this.bank = bank;
        outline = ReviewOutline.of(session, facts);
        activity = new ReviewedActivity(session);
        image = new ReviewImage(session);
        atNs = session.endNs();
        eventsOfFrame = 1 + session.searches();
    }

    @Override
    public void shownOn(Pages open) {
        pages = open;
        view = null;
        goTo(atNs);
    }

    private SessionView view() {
        if (view == null) {
            throw new IllegalStateException("the view is not shown yet");
        }
        return view;
    }

    @Override
    public void welcome(PageClient page) {
        page.send(pages.maker().text("outline", outline, false));
        tellAll(page);
    }

    private void tellAll(PageClient page) {
        view().welcome(page);
        page.send(position());
    }

    private PageMessage position() {
        return pages.maker().text("review", new Position(atNs, session.endNs(), playing, speed), false);
    }

    @Override
    public boolean does(PageClient page, PageRequest request) {
        return switch (request) {
            case PageRequest.Seek(long sessionNs) -> {
                // Of a slider that is dragged only the last place is gone to.
                wantedNs = Math.clamp(sessionNs, 0, session.endNs());
                yield true;
            }
            case PageRequest.Play(boolean play, double asked) -> {
                playing = play;
                speed = asked;
                if (play && wantedNs == null && atNs >= session.endNs()) {
                    wantedNs = 0L;
                }
                changed = true;
                nextTellNs = Long.MIN_VALUE;
                yield true;
            }
            case PageRequest.Select _, PageRequest.Live _, PageRequest.Command _ -> {
                changed |= request instanceof PageRequest.Live;
                yield view().does(page, request);
            }
        };
    }

    @Override
    public boolean work(long nowNs) {
        long sinceNs = nowNs - workedNs;
        workedNs = nowNs;
        Long wanted = wantedNs;
        boolean moved = wanted != null;
        if (wanted != null) {
            wantedNs = null;
            goTo(wanted);
            PageMessage reset = pages.maker().text("reset", new Reset(), false);
            for (PageClient page : pages.all()) {
                page.send(reset);
                tellAll(page);
            }
        } else if (playing) {
            moved = goOn((long) (sinceNs * speed));
        }
        changed |= moved || playing;
        if (changed && nowNs >= nextTellNs) {
            changed = false;
            nextTellNs = nowNs + TELL_EVERY_NS;
            pages.tell(position());
            showLive();
        }
        return moved;
    }

    /** Brings the view to a moment, and tells nobody. */
    private void goTo(long sessionNs) {
        int events = session.eventsUpTo(sessionNs);
        if (view == null || events < taken) {
            view = new SessionView(facts, bank, pages, () -> 0, OptionalLong::empty, ReviewView::asPast);
            taken = 0;
        }
        view().beQuiet(true);
        take(events);
        view().beQuiet(false);
        atNs = sessionNs;
    }

    /** Tells what comes next; false when that was nothing. */
    private boolean goOn(long byNs) {
        long toNs = Math.min(session.endNs(), atNs + byNs);
        int before = taken;
        int due = session.eventsUpTo(toNs);
        take(Math.min(due, taken + MOST_AT_ONCE));
        // When it is asked for more than can be read in time, it goes as fast as it can.
        atNs = taken == due ? toNs : session.timeNs(taken - 1);
        if (atNs >= session.endNs()) {
            playing = false;
            changed = true;
            nextTellNs = Long.MIN_VALUE;
        }
        return taken > before;
    }

    /** Lets the view take the events up to a place; the activity only of the last frames, which are all that it keeps. */
    private void take(int end) {
        int known = session.activityBefore(taken);
        int last = session.activityBefore(end);
        while (taken < end) {
            SessionEvent event = session.event(taken);
            if (event instanceof ActivityInferred unseen) {
                mostRead = eventsOfFrame * ActivityRing.frames(unseen.events().length, 1e9 / facts.framePeriodNs());
            }
            boolean read = last - known <= mostRead;
            switch (event) {
                case ActivityInferred _, NewCellsInferred _ when read -> view().accept(activity.read(known));
                case ActivityInferred unseen -> view().pass(unseen);
                default -> view().accept(event);
            }
            known += event instanceof ActivityInferred || event instanceof NewCellsInferred ? 1 : 0;
            taken++;
        }
    }

    /** Nothing is written any more. */
    private static TelemetryMessage asPast(TelemetryMessage message) {
        return message instanceof RigMessage.Health health ? PastHealth.of(health) : message;
    }

    private void showLive() {
        FrameFormat format = view().frames();
        List<Integer> watched = pages.all().stream()
                .map(PageClient::livePlane)
                .filter(plane -> plane >= 0)
                .distinct()
                .toList();
        if (format == null) {
            return;
        }
        for (int plane : watched) {
            PageMessage picture = image.before(taken, plane, format, view().field());
            if (picture != null) {
                pages.tell(picture, page -> page.livePlane() == plane);
            }
        }
    }

    @Override
    public void giveUp() {
        // Nobody tells it anything.
    }

    @Override
    public boolean isReview() {
        return true;
    }

    @Override
    public String rig() {
        return facts.rig();
    }

    @Override
    public void close() throws IOException {
        activity.close();
        image.close();
    }
}
