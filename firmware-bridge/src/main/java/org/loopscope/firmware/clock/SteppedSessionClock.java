package org.loopscope.firmware.clock;

/** A clock that stands still until it is moved: sessions at full speed, replays and tests. Never runs backwards. */
public final class SteppedSessionClock implements SessionClock {
    private volatile long nowNs;

    /** Stands at zero. */
    public SteppedSessionClock() {}

    /** @param nowNs where it stands, as when a session goes on */
    public SteppedSessionClock(long nowNs) {
        this.nowNs = nowNs;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** Moves the clock forward; a time already passed leaves it where it is. One thread only may move it. */
    public void advanceTo(long ns) {
        if (ns > nowNs) {
            nowNs = ns;
        }
    }
}
