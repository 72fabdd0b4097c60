package org.loopscope.controller.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loopscope.controller.log.disk.Disk;

/**
 * Keeps an eye on the disk that a session is written to, once a second. While there is little room left, raw frames are
 * not kept, so that activity, decisions and events are; when there is next to none, the session has to end while its log
 * can still be completed. Log thread.
 */
public final class DiskWatch {
    /** Below this, raw frames are not kept: activity and events of an hour take less. */
    static final long LITTLE_ROOM_BYTES = 512L << 20;

    /** Below this, the session ends. */
    static final long NO_ROOM_BYTES = 64L << 20;

    private static final long LOOK_EVERY_NS = 1_000_000_000L;

    private final Path folder;
    private final Disk disk;
    private boolean littleRoom;
    private boolean removed;
    private long lastLookNs;

    /** What a look at the disk has found. */
    public sealed interface News {
        record Nothing() implements News {}

        /** Something has changed that people have to know; the session goes on. */
        record Changed(String what) implements News {}

        /** The session has to end now. */
        record Full(String what) implements News {}
    }

    DiskWatch(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Whether there is room for raw frames. */
    boolean roomForFrames() {
        return !littleRoom;
    }

    News look(long nowNs) throws IOException {
        if (nowNs - lastLookNs < LOOK_EVERY_NS) {
            return new News.Nothing();
        }
        lastLookNs = nowNs;
        if (!Files.isDirectory(folder)) {
            boolean known = removed;
            removed = true;
            return known ? new News.Nothing() : new News.Changed(gone());
        }
        long free = disk.usableBytes(folder);
        if (free < NO_ROOM_BYTES) {
            return new News.Full("the disk is full: " + (free >> 20) + " MB left in " + folder
                    + "; the session was ended while its log could still be completed");
        }
        boolean little = free < LITTLE_ROOM_BYTES;
        if (little == littleRoom) {
            return new News.Nothing();
        }
        littleRoom = little;
        return new News.Changed(
                little
                        ? "the disk is nearly full: raw frames are not kept from now on, all else is; make room in "
                                + folder
                        : "there is room on the disk again: raw frames are kept");
    }

    private String gone() {
        return folder + " was removed while the session is written to it; the session goes on, and its files are"
                + " written back there at its end";
    }
}
