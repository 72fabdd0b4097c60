package org.loopscope.inference.encoder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The devices that a session's models lost. A session notes them here as they happen; a replay is given them beforehand, and
 * its models are moved at the same calls. One thread, the model's.
 */
public final class DeviceLosses {
    private final List<DeviceLoss> known;
    private final Queue<DeviceLoss> noted = new ArrayDeque<>();
    private int count;

    /** Of a session that has just begun. */
    public DeviceLosses() {
        this(List.of());
    }

    /** @param known losses that are to happen again */
    public DeviceLosses(List<DeviceLoss> known) {
        this.known = new ArrayList<>(known);
    }

    /** Whether a member is to lose its device before this call of its. */
    boolean isExpected(int member, long call) {
        return known.stream().anyMatch(loss -> loss.member() == member && loss.call() == call);
    }

    void note(DeviceLoss loss) {
        noted.add(loss);
        count++;
    }

    /** The next one that has not been told yet; null for none. */
    public @Nullable DeviceLoss poll() {
        return noted.poll();
    }

    /** Whether any device was lost, or will be. */
    public boolean any() {
        return count > 0 || !known.isEmpty();
    }
}
