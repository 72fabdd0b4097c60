package org.loopscope.controller.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.operator.Answer;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.CommandText;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.session.Agent;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Tells the open pages what happens and does what they ask. The only one that touches what they show; a failure of it costs
 * the pages, never the session.
 */
final class PageAgent implements Agent {
    private static final long BEAT_NS = 500_000_000L;
    private static final String FAILED = "the dashboard has failed; the session goes on";

    private record Hello(String rig, String version, String role, String person, boolean review) {}

    private record Reply(String id, boolean accepted, String reason) {}

    private record Goodbye(String why) {}

    private record Beat() {}

    private final BlockingQueue<PageCall> calls;
    private final CommandDesk desk;
    private final SessionClock clock;
    private final String version;
    private final String rig;
    private final Consumer<String> failed;
    private final Pages pages = new Pages();
    private final PageRequest.Reader reader = new PageRequest.Reader();
    private @Nullable PageView view;
    private long nextBeatNs = Long.MIN_VALUE;
    private boolean hasFailed;
    private volatile boolean ending;
    private volatile boolean finished;

    /**
     * @param rig shown before there is a session
     * @param failed told once, in one line, when the pages are given up
     */
    PageAgent(
            BlockingQueue<PageCall> calls,
            CommandDesk desk,
            SessionClock clock,
            String version,
            String rig,
            Consumer<String> failed) {
        this.calls = calls;
        this.desk = desk;
        this.clock = clock;
        this.version = version;
        this.rig = rig;
        this.failed = failed;
    }

    @Override
    public String role() {
        return "dashboard";
    }

    @Override
    public boolean doWork() {
        if (hasFailed) {
            return turnAway();
        }
        try {
            return work();
        } catch (RuntimeException e) {
            giveUp();
            failed.accept("the dashboard has failed and the session goes on without: " + e);
            return false;
        }
    }

    private void giveUp() {
        hasFailed = true;
        if (view != null) {
            view.giveUp();
        }
        pages.all().forEach(page -> sayGoodbye(page, FAILED));
    }

    /** Who comes now is told why there is nothing to see. */
    private boolean turnAway() {
        PageCall call = calls.poll();
        switch (call) {
            case null -> finished = ending;
            case PageCall.Opened(PageClient page) -> sayGoodbye(page, FAILED);
            case PageCall.Shows(PageView next) -> next.giveUp();
            case PageCall.Closed _, PageCall.Said _, PageCall.Answered _ -> {}
        }
        return call != null;
    }

    private boolean work() {
        boolean worked = false;
        for (PageCall call = calls.poll(); call != null; call = calls.poll()) {
            worked = true;
            take(call);
        }
        long nowNs = clock.nowNs();
        if (view != null) {
            worked |= view.work(nowNs);
        }
        if (nowNs >= nextBeatNs) {
            nextBeatNs = nowNs + BEAT_NS;
            pages.tell(pages.maker().text("beat", new Beat(), true));
            desk.expire();
        }
        if (ending && !worked) {
            pages.all().forEach(page -> sayGoodbye(page, "the run is over"));
            finished = true;
        }
        return worked;
    }

    private void take(PageCall call) {
        switch (call) {
            case PageCall.Opened(PageClient page) -> opened(page);
            case PageCall.Closed(PageClient page) -> pages.remove(page);
            case PageCall.Said(PageClient page, String text) -> said(page, text);
            case PageCall.Answered(PageClient page, String id, Answer answer) -> reply(page, id, answer);
            case PageCall.Shows(PageView next) -> {
                view = next;
                next.shownOn(pages);
                if (next.isReview()) {
                    pages.all().forEach(this::greet);
                }
            }
        }
    }

    private void opened(PageClient page) {
        greet(page);
        pages.add(page);
    }

    private void greet(PageClient page) {
        Hello hello = new Hello(
                view == null ? rig : view.rig(),
                version,
                page.role().word(),
                page.person(),
                view != null && view.isReview());
        page.send(pages.maker().text("hello", hello, false));
        if (view != null) {
            view.welcome(page);
        }
    }

    private void said(PageClient page, String text) {
        PageRequest request;
        try {
            request = reader.read(text);
        } catch (IllegalArgumentException e) {
            page.close(StatusCode.POLICY_VIOLATION, String.valueOf(e.getMessage()));
            return;
        }
        if (request instanceof PageRequest.Command command) {
            command(page, command);
        } else if (view != null) {
            view.does(page, request);
        }
    }

    private void command(PageClient page, PageRequest.Command command) {
        try {
            if (!page.mayCommand()) {
                throw new IllegalArgumentException("you may watch, not command");
            }
            if (view != null && view.isReview()) {
                throw new IllegalArgumentException("the session has ended; it is looked back on");
            }
            JsonNode given = command.arguments();
            JsonNode arguments = given.isObject() ? given : JsonNodeFactory.instance.objectNode();
            OperatorRequest request =
                    new OperatorRequest(command.id(), page.person(), CommandText.read(command.verb(), arguments));
            desk.submit(request, answer -> calls.offer(new PageCall.Answered(page, request.id(), answer)));
        } catch (IllegalArgumentException e) {
            desk.countRefused();
            reply(page, command.id(), Answer.refused(String.valueOf(e.getMessage())));
        }
    }

    private void reply(PageClient page, String id, Answer answer) {
        page.send(pages.maker().text("reply", new Reply(id, answer.accepted(), answer.reason()), false));
    }

    /** Tells what is left, says goodbye, and ends. Any thread. */
    void end() {
        ending = true;
    }

    private void sayGoodbye(PageClient page, String why) {
        page.send(pages.maker().text("goodbye", new Goodbye(why), false));
        page.close(StatusCode.NORMAL, why);
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
