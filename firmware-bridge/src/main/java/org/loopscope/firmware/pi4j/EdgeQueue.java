package org.loopscope.firmware.pi4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TtlEdge;

/** Edges on their way from Pi4J's listener threads to the polling thread: bounded, and a lost edge is a fault. */
final class EdgeQueue {
    private final ArrayBlockingQueue<TtlEdge> edges;
    private final AtomicLong lost = new AtomicLong();
    private long reportedLost;

    EdgeQueue(int capacity) {
        edges = new ArrayBlockingQueue<>(capacity);
    }

    /** Any thread. Device and session time are the same: the host stamps. */
    void add(Line line, boolean rising, long sessionNs) {
        if (!edges.offer(new TtlEdge(line, rising, sessionNs, sessionNs))) {
            lost.incrementAndGet();
        }
    }

    /** Everything that is there, oldest first; the polling thread only. */
    List<TtlEdge> takeAll() {
        long lostNow = lost.get();
        if (lostNow > reportedLost) {
            long fresh = lostNow - reportedLost;
            reportedLost = lostNow;
            throw new IllegalStateException(fresh + " input edges were lost: the queue of "
                    + (edges.size() + edges.remainingCapacity())
                    + " ran over between two polls; poll more often, or look for a line that rings");
        }
        if (edges.isEmpty()) {
            return List.of();
        }
        List<TtlEdge> taken = new ArrayList<>();
        edges.drainTo(taken);
        taken.sort(Comparator.comparingLong(TtlEdge::sessionNs));
        return taken;
    }
}
