package org.loopscope.acquisition.ring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.PixelBlock;
import org.loopscope.acquisition.live.PixelType;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;

/**
 * Frames from Scanbox's {@code scanbox.mmap}: one frame at a time, handed over by a semaphore.
 *
 * <pre>
 *  0   2  semaphore  i16: 0 and up, the number of the frame that is there; -1, Scanbox may write; -2, Scanbox stopped
 *  2   2  lines      i16
 *  4   2  columns    i16
 *  6   2  TTL 1      i16
 * 10   2  planes     i16, of a volume; 0 and 1 mean one
 * 32      pixels     u16, inverted (65535 is black), column-major: pixel (x, y) at x * lines + y
 * </pre>
 *
 * Taking a frame frees the place. While it is not free, Scanbox leaves frames out, which its numbers show. The number is
 * 16 bits wide; it is followed over its turn from 32767 to 0, and where it stays at 32767, as a number that cannot grow
 * does, each handing over counts as one frame. There is no device time and no heartbeat: a Scanbox that dies is silence.
 * Reading allocates nothing per frame.
 */
public final class ScanboxFrameSource implements LiveFrameSource {
    static final int HEADER_BYTES = 32;
    static final short FREE = -1;
    static final short STOPPED = -2;
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORT_AT = SHORT.varHandle();

    private static final long LINES = 2;
    private static final long COLUMNS = 4;
    private static final long PLANES = 10;
    private static final int NUMBERS = 1 << 15;
    private static final long MAP_AGAIN_AFTER_NS = 500_000_000L;

    private final Path path;
    private final StatedFormat stated;
    private @Nullable MappedFile mapped;
    private @Nullable Opened opened;
    private long nextMappingNs = Long.MIN_VALUE;
    private long discarded;
    private long lastExposureEndNs;
    private boolean begun;
    private int firstNumber;
    private long index;
    private int number;

    private record Opened(MemorySegment bytes, FrameFormat format, PixelBlock pixels) {}

    /**
     * @param path the file, which need not be there yet
     * @param stated must have a rate, which the file has not
     */
    public ScanboxFrameSource(Path path, StatedFormat stated) {
        if (stated.rateHz() == 0) {
            throw new IllegalArgumentException(
                    "Scanbox does not tell its frame rate; state it in the experiment: source.rate: 15.5 Hz");
        }
        this.path = path;
        this.stated = stated;
    }

    @Override
    public boolean ready(long nowNs) {
        if (opened != null) {
            return true;
        }
        if (nowNs >= nextMappingNs) {
            nextMappingNs = nowNs + MAP_AGAIN_AFTER_NS;
            close();
            mapped = MappedFile.open(path, HEADER_BYTES);
        }
        if (mapped == null || (short) SHORT_AT.getAcquire(mapped.bytes(), 0L) < 0) {
            return false;
        }
        open(mapped.bytes());
        return true;
    }

    private void open(MemorySegment bytes) {
        int lines = bytes.get(SHORT, LINES);
        int columns = bytes.get(SHORT, COLUMNS);
        try {
            FrameFormat format =
                    new FrameFormat(columns, lines, stated.rateHz(), Math.max(1, bytes.get(SHORT, PLANES)), 1);
            if (bytes.byteSize() < HEADER_BYTES + 2L * lines * columns) {
                throw new IllegalArgumentException("a file of " + bytes.byteSize() + " bytes does not hold a frame of "
                        + columns + "x" + lines + " pixels");
            }
            opened = new Opened(bytes, format, new PixelBlock(columns, lines, 0));
        } catch (IllegalArgumentException e) {
            throw new SourceFailure(path + " as Scanbox's mapped file: " + e.getMessage());
        }
    }

    @Override
    public String awaited() {
        return "a frame of Scanbox in " + path;
    }

    @Override
    public String description() {
        return "Scanbox, by " + path;
    }

    @Override
    public FrameFormat format() {
        return opened().format();
    }

    @Override
    public long discarded() {
        return discarded;
    }

    @Override
    public void startAt(long sessionNs) {
        lastExposureEndNs = sessionNs;
        if ((short) SHORT_AT.getAcquire(opened().bytes(), 0L) >= 0) {
            discarded++;
            SHORT_AT.setRelease(opened().bytes(), 0L, FREE);
        }
    }

    @Override
    public long nextExposureEndNs() {
        return lastExposureEndNs + format().periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        Opened file = opened();
        MemorySegment bytes = file.bytes();
        try {
            short semaphore = (short) SHORT_AT.getAcquire(bytes, 0L);
            if (semaphore == STOPPED) {
                return Poll.ENDED;
            }
            if (semaphore < 0) {
                return Poll.NOT_YET;
            }
            if (bytes.get(SHORT, LINES) != file.format().heightPx()
                    || bytes.get(SHORT, COLUMNS) != file.format().widthPx()) {
                throw new SourceFailure(path + ": Scanbox changed its frame size to " + bytes.get(SHORT, COLUMNS) + "x"
                        + bytes.get(SHORT, LINES) + " pixels; start a new session for another size");
            }
            file.pixels().read(bytes, HEADER_BYTES, PixelType.U16, true, into.pixels);
            SHORT_AT.setRelease(bytes, 0L, FREE);
            stamp(semaphore, nowNs, into);
            return Poll.FRAME;
        } catch (InternalError e) {
            throw new SourceFailure(path + " was cut short while it was read; Scanbox must leave its file alone");
        }
    }

    private void stamp(int semaphore, long nowNs, Frame into) {
        for (int i = 0; i < into.pixels.length; i++) {
            into.pixels[i] = (short) ~into.pixels[i];
        }
        if (begun) {
            int steps = Math.floorMod(semaphore - number, NUMBERS);
            index += steps == 0 && semaphore == NUMBERS - 1 ? 1 : steps;
        }
        firstNumber = begun ? firstNumber : semaphore;
        begun = true;
        number = semaphore;
        into.index = index;
        into.plane = (int) ((firstNumber + index) % format().planes());
        into.channel = 0;
        into.deviceNs = Frame.NO_DEVICE_TIME;
        into.exposureEndNs = nowNs;
        lastExposureEndNs = nowNs;
    }

    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("Scanbox has not come; wait until the source is ready");
        }
        return opened;
    }

    @Override
    public void close() {
        if (mapped != null) {
            mapped.close();
            mapped = null;
        }
    }
}
