package org.loopscope.controller.dashboard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.dashboard.PageHistory.Kind;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.controller.telemetry.TrialMessage;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * A session as the pages see it, from its events: what is told as it happens, and what a page that is opened later is told
 * first. The dashboard's thread only.
 */
final class SessionView {
    private final StimulusBank bank;
    private final Pages pages;
    private final Pages nobody = new Pages();
    private final PageHistory history = new PageHistory();
    private final FieldPages field;
    private final ActivityPages activity;
    private final EventPublisher publisher;
    private final UnaryOperator<TelemetryMessage> asTold;
    private final Set<Long> gallery = new HashSet<>();
    /** The cells of each plane; those of a search behind those that its plane began with. */
    private final List<List<FieldPages.Numbered>> planes = new ArrayList<>();

    private @Nullable FrameFormat frames;
    private boolean quiet;

    /** @param asTold what the pages are told of a message */
    SessionView(
            SessionFacts facts,
            StimulusBank bank,
            Pages pages,
            LongSupplier dropped,
            Supplier<OptionalLong> diskFreeBytes,
            UnaryOperator<TelemetryMessage> asTold) {
        this.bank = bank;
        this.pages = pages;
        this.asTold = asTold;
        field = new FieldPages(pages.maker());
        activity = new ActivityPages(1e9 / facts.framePeriodNs());
        publisher = new EventPublisher(facts, this::tell, dropped, diskFreeBytes);
    }

    /** What the frames are, once that is known. */
    @Nullable FrameFormat frames() {
        return frames;
    }

    FieldPages field() {
        return field;
    }

    /** While it is quiet, what happens is kept for later and told to nobody. */
    void beQuiet(boolean now) {
        quiet = now;
    }

    /** Takes one event, in the order of the log. */
    void accept(SessionEvent event) {
        if (event instanceof SessionEvent.SourceOpened opened) {
            frames = opened.format();
        } else if (event instanceof SessionEvent.RoisFixed fixed) {
            show(fixed);
        } else if (event instanceof SessionEvent.NewCellsAdopted adopted) {
            show(adopted);
        } else if (event instanceof SessionEvent.StimulusDecided decided) {
            show(decided.decision());
        }
        publisher.accept(event);
        if (event instanceof SessionEvent.ActivityInferred inferred) {
            activity.add(inferred.frameIndex(), inferred.frameEndNs(), inferred.dfOverF(), inferred.events(), told());
        } else if (event instanceof SessionEvent.NewCellsInferred found) {
            activity.addFound(found.search(), found.frameIndex(), found.dfOverF(), found.events(), told());
        }
    }

    private Pages told() {
        return quiet ? nobody : pages;
    }

    /** Takes a frame's activity whose values are not known, and are not asked for any more. */
    void pass(SessionEvent.ActivityInferred inferred) {
        publisher.accept(inferred);
        activity.pass(inferred.frameIndex(), inferred.frameEndNs(), inferred.events().length, told());
    }

    private void show(SessionEvent.RoisFixed fixed) {
        if (fixed.plane() == 0) {
            planes.clear();
            history.forget(Kind.FIELD);
            history.forget(Kind.CELLS);
            activity.forgetFound();
        }
        keep(
                Kind.FIELD,
                () -> field.image(
                        "mean",
                        fixed.plane(),
                        fixed.rois().widthPx(),
                        fixed.rois().heightPx(),
                        fixed.meanImage(),
                        fixed.frameIndex(),
                        false));
        planes.add(new ArrayList<>(List.of(new FieldPages.Numbered(fixed.rois(), cells()))));
        label(fixed.plane());
    }

    /** Cells are searched for in a session of one plane. */
    private void show(SessionEvent.NewCellsAdopted adopted) {
        activity.adopt(adopted.search(), adopted.rois().size());
        if (!planes.isEmpty() && adopted.rois().size() > 0) {
            planes.getFirst().add(new FieldPages.Numbered(adopted.rois(), cells()));
            history.forget(Kind.CELLS);
            label(0);
        }
    }

    private int cells() {
        return planes.stream()
                .flatMap(List::stream)
                .mapToInt(each -> each.rois().size())
                .sum();
    }

    private void label(int plane) {
        List<FieldPages.Numbered> now = List.copyOf(planes.get(plane));
        keep(Kind.CELLS, () -> field.cells(plane, now));
    }

    private void show(StimulusDecision decision) {
        StimulusImage picture = bank.pictureOf(decision.stimulus());
        if (picture != null) {
            boolean made = decision.stimulus() instanceof Stimulus.Synthesized;
            keep(
                    made ? Kind.GALLERY : Kind.PICTURE,
                    () -> field.picture(
                            decision.index(),
                            picture.size().widthPx(),
                            picture.size().heightPx(),
                            picture.pixels()));
        }
    }

    private void keep(Kind kind, Supplier<PageMessage> content) {
        PageHistory.Kept last = history.keep(kind, content);
        if (!quiet && !pages.isEmpty()) {
            pages.tell(last.message());
        }
    }

    private void tell(TelemetryMessage published) {
        TelemetryMessage message = asTold.apply(published);
        Kind kind = Kind.of(message.channel());
        if (kind != null) {
            boolean expendable = kind == Kind.FRAME || kind == Kind.HEALTH;
            keep(isOfGallery(message) ? Kind.GALLERY : kind, () -> pages.maker().text(message, expendable));
        }
    }

    /** Whether it is about a synthesized picture: those stay in sight to the end. */
    private boolean isOfGallery(TelemetryMessage message) {
        return switch (message) {
            case TrialMessage.Decision decision
            when decision.stimulus().kind().equals("synthesized") -> gallery.add(decision.index());
            case TrialMessage.Presented presented -> gallery.contains(presented.decision());
            case TrialMessage.Responded responded -> gallery.contains(responded.decision());
            default -> false;
        };
    }

    /** Tells a page everything up to now. */
    void welcome(PageClient page) {
        history.all().forEach(page::send);
        activity.tellRaster(page, pages);
        activity.tellHistory(page, pages);
    }

    /** Does what a page asks that is of any session; false for a request that is not. */
    boolean does(PageClient page, PageRequest request) {
        return switch (request) {
            case PageRequest.Select(int[] cells) -> {
                page.select(cells);
                activity.tellHistory(page, pages);
                yield true;
            }
            case PageRequest.Live(int plane) -> {
                page.watchPlane(frames == null || plane < frames.planes() ? plane : -1);
                yield true;
            }
            case PageRequest.Seek _, PageRequest.Play _, PageRequest.Command _ -> false;
        };
    }
}
