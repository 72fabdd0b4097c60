package org.loopscope.acquisition.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.DeviceTimeline;
import org.loopscope.acquisition.live.FrameNumbers;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.PixelBlock;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;

/**
 * Frames that a microscope's computer pushes over TCP, in Loopscope's own stream or the ScanImage streaming add-on's,
 * told apart by their first bytes. One sender a session.
 *
 * <p>What waits unread is bounded: one message here, and the kernel's receive buffer ({@link Meeting#KERNEL_BUFFER_BYTES}
 * are asked for). A sender that is faster than we are is held up by TCP; the frames that it leaves out then are missing
 * in its numbers.
 *
 * <p>A goodbye is {@link Poll#ENDED}. A changed frame size and bytes that make no sense are a {@link SourceFailure} at
 * the poll that meets them. A sender that falls silent is {@link Poll#NOT_YET}, and so is one whose connection closes or
 * breaks without a goodbye: it is let in again, with the same format and with numbers that go on, for as long as the
 * session waits; {@link #interruption} says why. Reading allocates nothing per frame.
 */
public final class SocketFrameSource implements LiveFrameSource {
    /**
     * What a sender had queued before the start comes with a delay, and would pass for new: frames that come within this
     * time of the start are let go too, unless the sender waited for word of it.
     */
    static final long SETTLING_NS = 100_000_000L;

    private final Meeting meeting;
    private final StatedFormat stated;
    private @Nullable SocketChannel channel;
    private FrameStream stream;
    private @Nullable Opened opened;
    private long discarded;
    private long lastExposureEndNs;
    private long settledNs;
    private boolean withinStaleMessage;
    private boolean ended;
    /** How the last sender left. */
    private String departure = "";

    private String interruption = "";

    /** What there is once the format is known. */
    private record Opened(Hello hello, PixelBlock pixels, FrameNumbers numbers, DeviceTimeline timeline, String from) {}

    private SocketFrameSource(Meeting meeting, StatedFormat stated) {
        this.meeting = meeting;
        this.stated = stated;
        this.stream = new FrameStream(stated);
    }

    /**
     * Waits for a sender's call. Port 0 takes any free one.
     *
     * @throws SourceFailure when the port cannot be listened on
     */
    public static SocketFrameSource listening(String address, int port, StatedFormat stated) {
        return new SocketFrameSource(new Listening(new InetSocketAddress(address, port)), stated);
    }

    /** Calls a sender that listens. */
    public static SocketFrameSource calling(String host, int port, StatedFormat stated) {
        return new SocketFrameSource(new Calling(host, port), stated);
    }

    /** The port that is listened on. */
    public int port() {
        return switch (meeting) {
            case Listening listening -> listening.port();
            case Calling calling -> throw new IllegalStateException("this source calls, it does not listen");
        };
    }

    @Override
    public boolean ready(long nowNs) {
        if (opened != null) {
            return true;
        }
        if (met(nowNs)) {
            open(connection());
        }
        return opened != null;
    }

    /** Whether a sender is there and has said what its frames are; one that has left before that is hung up on. */
    private boolean met(long nowNs) {
        if (channel == null) {
            channel = meeting.arrival(nowNs);
        }
        if (channel == null) {
            return false;
        }
        if (!greeted(channel)) {
            hangUp();
        }
        return stream.hello() != null;
    }

    /** Reads up to the hello, or what there is of it; false when the sender has left before it, or said goodbye. */
    private boolean greeted(SocketChannel sender) {
        try {
            while (true) {
                switch (stream.next()) {
                    case HELLO -> {
                        return true;
                    }
                    case GOODBYE -> {
                        return false;
                    }
                    case FRAME, ACQUISITION_ENDED -> {}
                    case NOTHING -> {
                        int count = sender.read(stream.input());
                        if (count <= 0) {
                            return count == 0;
                        }
                    }
                }
            }
        } catch (IOException e) {
            // Gone before it said anything: the next one is waited for.
            return false;
        }
    }

    private void open(SocketChannel sender) {
        Hello hello = heard();
        FrameFormat format = hello.format();
        opened = new Opened(
                hello,
                new PixelBlock(format.widthPx(), format.heightPx(), stated.pixelOffset()),
                new FrameNumbers(format.channels()),
                new DeviceTimeline(),
                address(sender));
        meeting.close();
    }

    private Hello heard() {
        Hello hello = stream.hello();
        if (hello == null) {
            throw new IllegalStateException("a hello was found and is not there");
        }
        return hello;
    }

    private static String address(SocketChannel sender) {
        return String.valueOf(sender.socket().getRemoteSocketAddress()).replaceFirst("^.*/", "");
    }

    /** The sender has gone without a goodbye. */
    private void interrupted(String how) {
        departure = "the sender at " + opened().from() + " " + how;
        interruption = departure;
        withinStaleMessage = false;
        hangUp();
    }

    /** Whether the sender that had gone is back, with frames as they were. */
    private boolean isBack(long nowNs) throws IOException {
        boolean called;
        try {
            called = met(nowNs);
        } catch (SourceFailure e) {
            if (channel == null) {
                // Nobody has called: it is the port that failed.
                throw e;
            }
            // Of many strangers the last one counts, so that the text stays short.
            interruption = departure + "; what called since is not it: " + e.getMessage();
            hangUp();
            return false;
        }
        if (called) {
            goOnWith(connection());
        }
        return interruption.isEmpty();
    }

    private void goOnWith(SocketChannel sender) throws IOException {
        Opened known = opened();
        Hello hello = heard();
        if (!hello.format().equals(known.hello().format())) {
            throw new SourceFailure("the sender came back with other frames: " + hello.format() + " after "
                    + known.hello().format() + "; start a new session");
        }
        known.numbers().goOn();
        opened = new Opened(hello, known.pixels(), known.numbers(), known.timeline(), address(sender));
        meeting.close();
        if (hello.wantsStart()) {
            sender.write(LoopscopeProtocol.start());
        }
        interruption = "";
    }

    @Override
    public String interruption() {
        return interruption;
    }

    private void hangUp() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new SourceFailure("the connection could not be closed: " + e.getMessage(), e);
            }
        }
        channel = null;
        stream = new FrameStream(stated);
    }

    @Override
    public String awaited() {
        return meeting.awaited();
    }

    @Override
    public String description() {
        Opened known = opened();
        String name = known.hello().microscope();
        return (name.isEmpty() ? "a microscope" : name) + " at " + known.from() + ", by " + stream.title();
    }

    /** Bytes that the kernel keeps for us at most. */
    public int kernelBufferBytes() {
        try {
            return connection().getOption(StandardSocketOptions.SO_RCVBUF);
        } catch (IOException e) {
            throw new SourceFailure("the connection has gone: " + e.getMessage(), e);
        }
    }

    @Override
    public FrameFormat format() {
        return opened().hello().format();
    }

    @Override
    public long discarded() {
        return discarded;
    }

    /** Lets go of all frames that have come so far, a half one included, and tells the sender if it asked for that. */
    @Override
    public void startAt(long sessionNs) {
        boolean senderWaits = opened().hello().wantsStart();
        lastExposureEndNs = sessionNs;
        settledNs = senderWaits ? sessionNs : sessionNs + SETTLING_NS;
        long atMost =
                2L * (kernelBufferBytes() + FrameStream.SPARE_BYTES + 2L * format().widthPx() * format().heightPx());
        try {
            long count = 1;
            while (!ended && count > 0 && atMost > 0) {
                switch (stream.next()) {
                    case FRAME -> {
                        discarded++;
                        ended = stream.frame().last;
                    }
                    case GOODBYE -> ended = true;
                    case HELLO, ACQUISITION_ENDED -> {}
                    case NOTHING -> {
                        count = connection().read(stream.input());
                        atMost -= count;
                    }
                }
            }
            withinStaleMessage = stream.withinMessage();
            if (senderWaits) {
                connection().write(LoopscopeProtocol.start());
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public long nextExposureEndNs() {
        return lastExposureEndNs + format().periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        try {
            if (!interruption.isEmpty() && !isBack(nowNs)) {
                return Poll.NOT_YET;
            }
            while (!ended) {
                switch (stream.next()) {
                    case FRAME -> {
                        if (taken(nowNs, into)) {
                            return Poll.FRAME;
                        }
                    }
                    case ACQUISITION_ENDED -> ended = nowNs >= settledNs;
                    case GOODBYE -> ended = true;
                    case HELLO -> {}
                    case NOTHING -> {
                        int count = connection().read(stream.input());
                        if (count == 0) {
                            return Poll.NOT_YET;
                        }
                        if (count < 0) {
                            interrupted("closed the connection without a goodbye");
                            return Poll.NOT_YET;
                        }
                    }
                }
            }
            return Poll.ENDED;
        } catch (IOException e) {
            interrupted("is cut off (" + e.getMessage() + ")");
            return Poll.NOT_YET;
        }
    }

    private boolean taken(long nowNs, Frame into) {
        Opened known = opened();
        FrameHead head = stream.frame();
        ended = head.last;
        if (withinStaleMessage || nowNs < settledNs) {
            withinStaleMessage = false;
            discarded++;
            return false;
        }
        long index = known.numbers().index(head.number, head.channel);
        if (index == FrameNumbers.BEFORE_FIRST) {
            discarded++;
            return false;
        }
        into.index = index;
        into.plane = head.plane;
        into.channel = head.channel;
        double exposureSeconds = head.atStart ? 1 / known.hello().format().rateHz() : 0;
        known.timeline().stamp(into, head.deviceSeconds + exposureSeconds, nowNs);
        known.pixels().read(stream.bytes(), head.pixelsAt, head.type, head.columnMajor, into.pixels);
        lastExposureEndNs = into.exposureEndNs;
        return true;
    }

    private SourceFailure broken(IOException cause) {
        return new SourceFailure(
                "the connection to the sender at " + opened().from() + " broke (" + cause.getMessage()
                        + "); look at the microscope's computer and the cable",
                cause);
    }

    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("no sender has said what its frames are; wait until the source is ready");
        }
        return opened;
    }

    private SocketChannel connection() {
        if (channel == null) {
            throw new IllegalStateException("no sender has connected; wait until the source is ready");
        }
        return channel;
    }

    @Override
    public void close() {
        meeting.close();
        hangUp();
    }
}
