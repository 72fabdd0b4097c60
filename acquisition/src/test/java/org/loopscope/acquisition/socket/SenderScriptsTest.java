package org.loopscope.acquisition.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.ExternalProgram;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.firmware.clock.SystemSessionClock;

/** The senders of docs/senders, run as the processes that a user runs. */
@Timeout(120)
class SenderScriptsTest {
    private static final String GOLDEN = """
            import sys, numpy as np
            sys.path.insert(0, sys.argv[1])
            import send_frames as s
            y, x = np.mgrid[0:16, 0:20]
            v = lambda f: 100 * f + 3 * x + 5 * y
            out = s.hello(20, 16, 30.0, 2, 2, "golden")
            out += b"".join(s.frame(v(5).astype(np.uint16), 5, 1.25))
            out += b"".join(s.frame(np.asfortranarray((v(6) % 256).astype(np.uint8)), 5, channel=1))
            out += b"".join(s.frame((v(7) - 600).astype(np.int16), 6, 1.2833, plane=1, at_start=True, checked=True))
            sys.stdout.buffer.write(out + s.header(s.GOODBYE, 0))
            """;

    private static final String OCTAVE = """
            addpath('FOLDER'); hSI.hRoiManager = struct('pixelsPerLine', 20, 'linesPerFrame', 16, 'scanFrameRate', 30.0);
            source.hSI = hSI; place = {'127.0.0.1', PORT, 1};
            loopscopeFrameAcquired(source, struct('EventName', 'acqModeArmed'), place{:}); pause(1);
            for f = 7:9
              [x, y] = meshgrid(0:19, 0:15);
              source.hSI.hDisplay = struct('lastFrame', {{int16(100 * f + 3 * x + 5 * y - 600)}}, ...
                'lastFrameNumber', f, 'lastFrameTimestamp', f / 30);
              loopscopeFrameAcquired(source, struct('EventName', 'frameAcquired'), place{:});
            end
            loopscopeFrameAcquired(source, struct('EventName', 'acqModeDone'), place{:});
            """;

    @TempDir
    Path folder;

    private final SystemSessionClock clock = new SystemSessionClock();

    private SocketFrameSource listening() {
        return SocketFrameSource.listening("127.0.0.1", 0, new StatedFormat(0, 1, 600));
    }

    private void awaitReady(SocketFrameSource source, Process process) {
        while (!source.ready(clock.nowNs())) {
            assertTrue(process.isAlive(), "the sender has ended");
            Thread.onSpinWait();
        }
    }

    private Poll next(SocketFrameSource source, Frame frame) {
        Poll poll = source.poll(clock.nowNs(), frame);
        while (poll == Poll.NOT_YET) {
            Thread.onSpinWait();
            poll = source.poll(clock.nowNs(), frame);
        }
        return poll;
    }

    @Test
    void pythonWritesTheGoldenBytes() throws IOException {
        byte[] written = ExternalProgram.run(
                ExternalProgram.python(),
                "-c",
                GOLDEN,
                ExternalProgram.senders().toString());
        assertArrayEquals(FrameStreamTest.golden("loopscope.stream"), written);
    }

    @Test
    void pythonSendsARecordingWholeAndInOrder() throws IOException {
        String python = ExternalProgram.python();
        Path movie = folder.resolve("movie.npy");
        ExternalProgram.run(
                python,
                "-c",
                "import numpy as np; m = np.arange(120 * 64 * 96) % 65521; np.save(r'" + movie
                        + "', m.reshape(120, 64, 96).astype(np.uint16))");
        try (SocketFrameSource source = listening()) {
            Process process = ExternalProgram.start(List.of(
                    python,
                    ExternalProgram.senders().resolve("send_frames.py").toString(),
                    movie.toString(),
                    "--rate",
                    "100",
                    "--port",
                    Integer.toString(source.port())));
            awaitReady(source, process);
            source.startAt(clock.nowNs());
            Frame frame = new Frame(96, 64);
            long frames = 0;
            while (next(source, frame) == Poll.FRAME) {
                assertEquals(frames, frame.index);
                for (int i = 0; i < frame.pixels.length; i++) {
                    assertEquals((frames * frame.pixels.length + i) % 65_521, frame.pixels[i] & 0xFFFF);
                }
                frames++;
            }
            assertEquals(120, frames);
            assertEquals(0, source.discarded());
            ExternalProgram.end(process, "");
        }
        assertTrue(Files.exists(movie));
    }

    /** The MATLAB class and the ScanImage user function, under GNU Octave with a made-up hSI. */
    @Test
    void theScanImageUserFunctionSendsWhatIsDisplayed() throws IOException {
        String octave = ExternalProgram.require("octave-cli", "to run the MATLAB sender");
        try (SocketFrameSource source = listening()) {
            String script = OCTAVE.replace(
                            "FOLDER", ExternalProgram.senders().toAbsolutePath().toString())
                    .replace("PORT", Integer.toString(source.port()));
            Process process = ExternalProgram.start(List.of(octave, "--no-history", "--eval", script));
            awaitReady(source, process);
            assertEquals(30, source.format().rateHz());
            source.startAt(clock.nowNs());
            Frame frame = new Frame(20, 16);
            for (int f = 7; f < 10; f++) {
                assertEquals(Poll.FRAME, next(source, frame));
                assertEquals(f - 7, frame.index);
                assertEquals(Math.round((f / 30.0 + 1 / 30.0) * 1e9), frame.deviceNs);
                for (int i = 0; i < frame.pixels.length; i++) {
                    assertEquals(100 * f + 3 * (i % 20) + 5 * (i / 20), frame.pixels[i], "pixel " + i);
                }
            }
            assertEquals(Poll.ENDED, next(source, frame));
            ExternalProgram.end(process, "");
        }
    }
}
