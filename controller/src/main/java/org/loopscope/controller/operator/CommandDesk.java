package org.loopscope.controller.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Where commands from all sides are taken in, and where the experiment takes them from. A command is obeyed once however
 * often it is sent, and not at all when nobody took it in time: a start that was held up must not start a rig minutes
 * later. An abort does not wait for the experiment.
 *
 * <p>Any thread; nobody waits for more than the queue's lock. Answers are given on the thread that finds them, outside
 * that lock, and must not block.
 */
public final class CommandDesk {
    /** How long a command waits that says nothing about it. */
    public static final long PATIENCE_NS = 10_000_000_000L;

    private static final int MOST_WAITING = 32;
    private static final int MOST_REMEMBERED = 1024;
    private static final long STOP_PATIENCE_NS = 1_000_000_000L;

    private static final class Known {
        private final OperatorRequest request;
        private final long takenNs;
        private final long expiresNs;
        private final List<Consumer<Answer>> askers = new ArrayList<>();
        private @Nullable Answer answer;

        Known(OperatorRequest request, long takenNs, long expiresNs) {
            this.request = request;
            this.takenNs = takenNs;
            this.expiresNs = expiresNs;
        }
    }

    private final SessionClock realTime;
    private final ArrayDeque<Known> waiting = new ArrayDeque<>();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private @Nullable Consumer<OperatorRequest> abort;
    private @Nullable OperatorRequest abortedEarly;
    private long refused;
    private long unnamed;

    /** @param realTime runs in real time, also in a session at full speed */
    public CommandDesk(SessionClock realTime) {
        this.realTime = realTime;
    }

    /** From now on an abort is done by this, on the thread that asks for it; at once, if somebody has asked before. */
    public void onAbort(Consumer<OperatorRequest> action) {
        OperatorRequest before;
        synchronized (this) {
            abort = action;
            before = abortedEarly;
        }
        if (before != null) {
            action.accept(before);
        }
    }

    /** True when somebody has asked for an abort before there was anything to abort. */
    public synchronized boolean isAbortedEarly() {
        return abortedEarly != null;
    }

    /** Takes a command that is obeyed within {@link #PATIENCE_NS}, or not at all. */
    public void submit(OperatorRequest request, Consumer<Answer> asker) {
        submit(request, PATIENCE_NS, asker);
    }

    /**
     * Takes a command in.
     *
     * @param asker told what became of it, once; the same again for an id that is known
     */
    public void submit(OperatorRequest request, long patienceNs, Consumer<Answer> asker) {
        long nowNs = realTime.nowNs();
        Answer at = null;
        Consumer<OperatorRequest> aborting = null;
        synchronized (this) {
            Known before = known.get(request.id());
            if (before != null) {
                if (before.answer == null) {
                    before.askers.add(asker);
                } else {
                    at = before.answer;
                }
            } else if (request.command() instanceof OperatorCommand.Abort) {
                aborting = abort;
                abortedEarly = abort == null ? request : abortedEarly;
                at = Answer.ACCEPTED;
                remember(request, nowNs, nowNs).answer = at;
            } else if (patienceNs <= 0) {
                at = refuse("its time was over before it came");
            } else if (waiting.size() >= MOST_WAITING) {
                at = refuse("too many commands are waiting; try again");
            } else {
                Known taken = remember(request, nowNs, nowNs + patienceNs);
                taken.askers.add(asker);
                waiting.add(taken);
            }
        }
        if (aborting != null) {
            aborting.accept(request);
        }
        if (at != null) {
            asker.accept(at);
        }
    }

    /** An id for a command that came without one; nobody has used it. */
    public synchronized String freshId() {
        String id = "unnamed-" + unnamed++;
        while (known.containsKey(id)) {
            id = "unnamed-" + unnamed++;
        }
        return id;
    }

    private Answer refuse(String reason) {
        refused++;
        return Answer.refused(reason);
    }

    private Known remember(OperatorRequest request, long takenNs, long expiresNs) {
        Known taken = new Known(request, takenNs, expiresNs);
        known.put(request.id(), taken);
        Iterator<Known> oldest = known.values().iterator();
        while (known.size() > MOST_REMEMBERED && oldest.next().answer != null) {
            oldest.remove();
        }
        return taken;
    }

    /** The next command to be obeyed, or null when there is none. For the thread that obeys. */
    public @Nullable OperatorRequest poll() {
        expire();
        synchronized (this) {
            Known next = waiting.poll();
            return next == null ? null : next.request;
        }
    }

    /** Refuses what nobody took in time. */
    public void expire() {
        long nowNs = realTime.nowNs();
        List<Known> late = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Known> all = waiting.iterator(); all.hasNext(); ) {
                Known one = all.next();
                if (nowNs > one.expiresNs) {
                    all.remove();
                    refused++;
                    late.add(one);
                }
            }
        }
        late.forEach(one -> answer(one.request.id(), Answer.refused("nobody could obey it in its time")));
    }

    /** What the experiment has made of a command; told to all who asked for it. */
    public void answer(String id, Answer answer) {
        List<Consumer<Answer>> told;
        synchronized (this) {
            Known one = known.get(id);
            if (one == null || one.answer != null) {
                return;
            }
            one.answer = answer;
            told = List.copyOf(one.askers);
            one.askers.clear();
        }
        told.forEach(asker -> asker.accept(answer));
    }

    /** A stop that the experiment has not taken within a second, since no frames come or it hangs; removed from what waits. */
    public Optional<OperatorRequest> takeOverdueStop() {
        long nowNs = realTime.nowNs();
        synchronized (this) {
            for (Known one : waiting) {
                if (one.request.command() instanceof OperatorCommand.Stop && nowNs - one.takenNs > STOP_PATIENCE_NS) {
                    waiting.remove(one);
                    return Optional.of(one.request);
                }
            }
        }
        return Optional.empty();
    }

    /** Counts a command that was refused before it could be taken in: it could not be read, or not from whom it came. */
    public synchronized void countRefused() {
        refused++;
    }

    /** Commands that were not passed on. */
    public synchronized long refused() {
        return refused;
    }
}
