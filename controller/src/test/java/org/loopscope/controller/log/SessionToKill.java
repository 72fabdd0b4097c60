package org.loopscope.controller.log;

import java.io.IOException;
import java.nio.file.Path;
import org.loopscope.acquisition.FrameFormat;

/** A program that writes a session without an end and tells after each flush how many frames were in it. */
public final class SessionToKill {
    private SessionToKill() {}

    /** Folder, width, height, cells, deflate level, frames between flushes. */
    public static void main(String[] args) throws IOException {
        FrameFormat format = new FrameFormat(Integer.parseInt(args[1]), Integer.parseInt(args[2]), 30);
        LogSettings settings =
                new LogSettings(true, Integer.parseInt(args[4]), Integer.parseInt(args[5]), Long.MAX_VALUE);
        SessionLog log =
                SessionLog.create(Path.of(args[0]), SampleSession.metadata(), format, SampleSession.bank(), settings);
        SampleSession session = SampleSession.into(log, format, Integer.parseInt(args[3]));
        for (int index = 0; index < 100_000; index++) {
            if (session.step(index)) {
                System.out.println(index);
            }
        }
    }
}
