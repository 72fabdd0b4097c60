package org.loopscope.controller.telemetry;

/**
 * The topics below {@code loopscope/v1/<rig>/} that a session publishes on, and how each is delivered. Events arrive at
 * least once; telemetry may be lost, and expires so that a slow subscriber sees the present and not the past.
 */
public enum Channel {
    /** Which session is running and how it stands; kept for subscribers that come later. */
    SESSION("session", true, true, 0),
    CONFIG("config", true, true, 0),
    NEW_CELLS("new-cells", true, false, 0),
    BLOCK("block", true, false, 0),
    DECISION("decision", true, false, 0),
    PRESENTATION("presentation", true, false, 0),
    RESPONSE("response", true, false, 0),
    QUALITY("quality", true, false, 0),
    BASELINE("baseline", true, false, 0),
    IMAGES("images", true, false, 0),
    PULSE("pulse", true, false, 0),
    MARK("mark", true, false, 0),
    COMMAND("command", true, false, 0),
    FAULT("fault", true, false, 0),
    LOG("log", true, false, 0),
    /** Not below the rig's topic, but where who asked wants it. */
    REPLY("reply", true, false, 10),
    FRAME("frame", false, false, 2),
    TRACES("traces", false, false, 2),
    SPIKES("spikes", false, false, 2),
    HEALTH("health", false, true, 10);

    private final String level;
    private final boolean event;
    private final boolean retained;
    private final int expirySeconds;

    Channel(String level, boolean event, boolean retained, int expirySeconds) {
        this.level = level;
        this.event = event;
        this.retained = retained;
        this.expirySeconds = expirySeconds;
    }

    /** Last level of the topic, and the message's type on a page. */
    public String level() {
        return level;
    }

    /** True for what must arrive: quality of service 1, else 0. */
    public boolean isEvent() {
        return event;
    }

    public boolean isRetained() {
        return retained;
    }

    /** After how many seconds the broker drops an undelivered message; 0 for never. */
    public int expirySeconds() {
        return expirySeconds;
    }
}
