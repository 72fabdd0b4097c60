package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.controller.config.SourceConfig.RingKind;
import org.loopscope.controller.config.Unit.Dimension;

/** Reads where a microscope's frames come from as they are taken. */
final class LiveSourceReader {
    private static final int PORT = 5560;
    private static final double WAIT_NS = 60e9;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):([0-9]{1,5})");

    private LiveSourceReader() {}

    static SourceConfig.Socket socket(Section source) {
        String connect = source.text("connect", "");
        String address = source.text("address", "");
        int port = source.integer("port", PORT, 1, 65_535);
        StatedFormat stated = stated(source);
        long waitNs = source.timeNs("wait", WAIT_NS);
        if (connect.isEmpty()) {
            return new SourceConfig.Socket(false, address.isEmpty() ? "127.0.0.1" : address, port, stated, waitNs);
        }
        Matcher matcher = HOST_AND_PORT.matcher(connect);
        if (!address.isEmpty()) {
            return source.reject("connect", "calls the sender, and 'address' waits for its call; give one of the two");
        }
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            return source.reject("connect", "must be the sender's host:port, was '" + connect + "'");
        }
        return new SourceConfig.Socket(true, matcher.group(1), Integer.parseInt(matcher.group(2)), stated, waitNs);
    }

    static SourceConfig.Ring ring(Section source) {
        Path file = Path.of(source.text("file"));
        RingKind layout = source.choice("layout", RingKind.class, RingKind.LOOPSCOPE);
        StatedFormat stated = stated(source);
        if (layout == RingKind.SCANBOX && stated.rateHz() == 0) {
            return source.reject("rate", "is missing; Scanbox does not tell its frame rate, so add it, as 15.5 Hz");
        }
        return new SourceConfig.Ring(file, layout, stated, source.timeNs("wait", WAIT_NS));
    }

    private static StatedFormat stated(Section source) {
        double rateHz = source.quantity("rate", Dimension.FREQUENCY, 0);
        if (rateHz > 2000) {
            return source.reject("rate", "must be at most 2000 Hz, was " + rateHz + " Hz");
        }
        return new StatedFormat(
                rateHz, source.integer("planes", 1, 1, 64), source.integer("pixel_offset", 0, 0, 32_768));
    }
}
