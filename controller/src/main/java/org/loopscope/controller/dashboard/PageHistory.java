package org.loopscope.controller.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.telemetry.Channel;

/**
 * What a page that is opened late has to be told: of each kind as much as the page can show, in the order in which it came.
 * Bounded, however long the session. A message is made when somebody is there to be told, most never.
 */
final class PageHistory {
    /** What is kept of a kind of message. */
    enum Kind {
        SESSION(1),
        CONFIG(1),
        HEALTH(1),
        FRAME(1),
        BLOCK(500),
        DECISION(300),
        PRESENTATION(300),
        RESPONSE(300),
        QUALITY(2000),
        BASELINE(500),
        IMAGES(2000),
        NEW_CELLS(200),
        PULSE(300),
        MARK(1000),
        COMMAND(200),
        FAULT(500),
        LOG(500),
        /** Of the stimuli, by decision. */
        PICTURE(40),
        /** Decisions that show synthesized pictures, with the pictures, and the answers to them. */
        GALLERY(2000),
        /** The planes' mean images. */
        FIELD(64),
        /** Whose pixel is whose, of each plane. */
        CELLS(64);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /** Where a message of a channel is kept; null where the pages are told of none. */
        static @Nullable Kind of(Channel channel) {
            return switch (channel) {
                case SESSION -> SESSION;
                case CONFIG -> CONFIG;
                case HEALTH -> HEALTH;
                case FRAME -> FRAME;
                case BLOCK -> BLOCK;
                case DECISION -> DECISION;
                case PRESENTATION -> PRESENTATION;
                case RESPONSE -> RESPONSE;
                case QUALITY -> QUALITY;
                case BASELINE -> BASELINE;
                case IMAGES -> IMAGES;
                case NEW_CELLS -> NEW_CELLS;
                case PULSE -> PULSE;
                case MARK -> MARK;
                case COMMAND -> COMMAND;
                case FAULT -> FAULT;
                case LOG -> LOG;
                case REPLY, TRACES, SPIKES -> null;
            };
        }
    }

    /** A message, made at most once. */
    static final class Kept {
        private final long order;
        private final Supplier<PageMessage> content;
        private @Nullable PageMessage made;

        private Kept(long order, Supplier<PageMessage> content) {
            this.order = order;
            this.content = content;
        }

        PageMessage message() {
            PageMessage message = made == null ? content.get() : made;
            made = message;
            return message;
        }
    }

    private final Map<Kind, Deque<Kept>> kept = new EnumMap<>(Kind.class);
    private long next;

    /** @param content of what does not change any more */
    Kept keep(Kind kind, Supplier<PageMessage> content) {
        Deque<Kept> of = kept.computeIfAbsent(kind, any -> new ArrayDeque<>());
        Kept last = new Kept(next++, content);
        of.addLast(last);
        if (of.size() > kind.most) {
            of.removeFirst();
        }
        return last;
    }

    /** Forgets what was kept of a kind. */
    void forget(Kind kind) {
        kept.remove(kind);
    }

    /** Everything, in the order in which it came. */
    List<PageMessage> all() {
        List<Kept> all = new ArrayList<>();
        kept.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(each -> each.order));
        return all.stream().map(Kept::message).toList();
    }
}
